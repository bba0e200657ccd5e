using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BorgUi.Web.Display;

/// <summary>Reads what a job carries as JSON, and counts for people.</summary>
internal static class JobFigures
{
    /// <summary>Null when there is none, or when another version of BorgUi has written it otherwise.</summary>
    public static T? Read<T>(JsonElement? json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json is { ValueKind: JsonValueKind.Object } found ? found.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 file", "1,204 files".</summary>
    public static string Count(long value, string noun) => $"{Number(value)} {noun}{(value == 1 ? "" : "s")}";
}
