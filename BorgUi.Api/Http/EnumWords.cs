using System.Text.Json;

namespace BorgUi.Api.Http;

/// <summary>The public words of an enum, for query strings: <c>completed_with_warnings</c>.</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Words =
        Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly Dictionary<string, T> Values = Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(T value) => Words[value];

    /// <exception cref="KeyNotFoundException">Not a word of the enum: only for words of our own database.</exception>
    public static T ValueOf(string word) => Values[word];

    /// <summary>The values of a parameter that may repeat; words that are none become an error of the field.</summary>
    public static IReadOnlyList<T> Parse(FieldErrors errors, string field, IEnumerable<string>? words)
    {
        var values = new List<T>();
        foreach (var word in words?.Where(word => word.Length > 0) ?? [])
        {
            if (Values.TryGetValue(word, out var value))
            {
                values.Add(value);
            }
            else if (!errors.Has(field))
            {
                errors.Add(field, $"Give one of {string.Join(", ", Words.Values)}.");
            }
        }

        return values;
    }
}
