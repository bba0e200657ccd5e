using System.Text.Json;
using System.Text.Json.Serialization;

namespace BorgUi.Contracts;

/// <summary>Writes enum values as the public words, <c>completed_with_warnings</c>, and refuses numbers.</summary>
public sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
