using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BorgUi.Core.Data;

/// <summary>The database speaks snake_case: tables, columns, constraints, and the words of enums.</summary>
internal static class SnakeCase
{
    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    public static void UseSnakeCaseNames(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.IsMappedToJson())
            {
                // What Identity keeps of a passkey is one document and has no columns of its own.
                entity.SetContainerColumnName(Of(entity.GetContainerColumnName()!));
                continue;
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(Of(key.GetName()!));
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(Of(foreignKey.GetConstraintName()!));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Of(index.GetDatabaseName()!));
            }
        }
    }
}

/// <summary>Stores an enum as its public word, so that rows can be read without this code.</summary>
internal sealed class WordConverter<T>() : ValueConverter<T, string>(value => Words[value], word => Values[word])
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Words = Enum.GetValues<T>().ToDictionary(value => value, value => SnakeCase.Of(value.ToString()));
    private static readonly Dictionary<string, T> Values = Words.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>For check constraints: <c>'pending', 'running', …</c></summary>
    public static string SqlList => string.Join(", ", Words.Values.Select(word => $"'{word}'"));

    public static string WordOf(T value) => Words[value];

    public static T ValueOf(string word) => Values[word];
}
