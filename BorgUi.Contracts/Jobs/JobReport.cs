using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Jobs;

/// <summary>What became of one file of a restore.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ReportOutcome>))]
public enum ReportOutcome
{
    Failed,

    /// <summary>Left alone by the policy for files that are there already.</summary>
    Skipped,
    Restored,
}

/// <summary>One line of the report of a restore.</summary>
/// <param name="Path">Below the destination.</param>
/// <param name="Outcome">In a dry run: what it would be.</param>
/// <param name="Size">Bytes; null when it is no file, or unknown.</param>
/// <param name="Reason">Why it was skipped or failed.</param>
/// <param name="ExactName">False when its name is not UTF-8: on disk it has the right bytes, here stands what comes next to them.</param>
public sealed record ReportLine(string Path, ReportOutcome Outcome, long? Size = null, string? Reason = null, bool ExactName = true);

/// <summary>A page of the report of a restore: by outcome, then in the order in which it was told.</summary>
public sealed record ReportPage
{
    public required IReadOnlyList<ReportLine> Items { get; init; }

    /// <summary>How many lines of the asked for outcome there are.</summary>
    public required long Total { get; init; }

    /// <summary>The cursor of the next page, null on the last.</summary>
    public string? Next { get; init; }
}
