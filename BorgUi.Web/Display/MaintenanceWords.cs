using System.Globalization;
using System.Text.Json;
using BorgUi.Contracts.Maintenance;

namespace BorgUi.Web.Display;

/// <summary>What maintenance is called on the pages.</summary>
internal static class MaintenanceWords
{
    public static (string Name, string What) Of(MaintenanceJobType type) => type switch
    {
        MaintenanceJobType.HistoryCleanup => ("Clean up the history", "removes jobs and logs that the settings no longer keep"),
        MaintenanceJobType.AccessCleanup => ("Clean up sessions", "removes sessions and tokens that have expired"),
        MaintenanceJobType.WorkerCleanup => ("Forget lost workers", "removes workers that were not heard of for a week"),
        MaintenanceJobType.DatabaseReport => ("Measure the database", "tells how large it is and what takes the room"),
        MaintenanceJobType.RetentionCleanup => ("Prune all plans", "deletes the archives that the keep rules of the plans no longer keep"),
        MaintenanceJobType.DeliveryLog => ("Clean up the log of notifications", "removes old messages, as the settings of the notifications say"),
        _ => (type.ToString(), ""),
    };

    /// <summary>What is asked about before it is done.</summary>
    public static bool DeletesArchives(MaintenanceJobType type) => type == MaintenanceJobType.RetentionCleanup;

    /// <summary>The figures of a run, one per line: <c>Logs removed: 12</c>; sizes are bytes.</summary>
    public static IEnumerable<(string Name, string Value)> Figures(JsonElement? result)
    {
        if (result is not { ValueKind: JsonValueKind.Object } figures)
        {
            yield break;
        }

        foreach (var figure in figures.EnumerateObject())
        {
            if (figure.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var row in figure.Value.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object && row.TryGetProperty("name", out _)))
                {
                    yield return ($"{Title(figure.Name)}: {row.GetProperty("name").GetString()}", Rest(row));
                }
            }
            else
            {
                yield return (Title(figure.Name), Value(figure));
            }
        }
    }

    private static string Rest(JsonElement row) => string.Join(", ", row.EnumerateObject().Where(field => field.Name != "name").Select(field => field.Name switch
    {
        "size_bytes" => Value(field),
        "rows_estimate" => $"about {Value(field)} rows",
        _ => $"{Title(field.Name)} {Value(field)}",
    }));

    private static string Value(JsonProperty figure) => figure.Value.ValueKind == JsonValueKind.Number && figure.Value.TryGetInt64(out var number)
        ? figure.Name.EndsWith("size_bytes", StringComparison.Ordinal) ? ByteText.Short(number) : number.ToString("N0", CultureInfo.InvariantCulture)
        : figure.Value.ToString();

    private static string Title(string name)
    {
        var words = name.Replace("_bytes", "", StringComparison.Ordinal).Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
