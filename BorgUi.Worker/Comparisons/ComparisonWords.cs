using System.Globalization;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Worker.Comparisons;

/// <summary>What a comparison has come to.</summary>
internal static class ComparisonWords
{
    public static ComparisonStats StatsOf(DifferenceReport report, string archive) => new(
        archive,
        report.Count(DifferenceChange.Added),
        report.Count(DifferenceChange.Removed),
        report.Count(DifferenceChange.Changed),
        report.Count(DifferenceChange.Uncompared),
        report.BytesAdded,
        report.BytesRemoved);

    /// <summary>In one sentence.</summary>
    public static string Of(ComparisonStats stats)
    {
        (long Count, string Word)[] kinds = [(stats.Added, "added"), (stats.Removed, "gone"), (stats.Changed, "changed"), (stats.Uncompared, "not compared")];
        var words = string.Join(", ", kinds.Where(kind => kind.Count > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count:N0} {kind.Word}")));
        return stats switch
        {
            { Added: 0, Removed: 0, Changed: 0, Uncompared: 0, Other: not null } => "No content differs.",
            { Added: 0, Removed: 0, Changed: 0, Uncompared: 0 } => "Nothing differs.",
            { Added: 0, Removed: 0, Changed: 0 } => $"Nothing that could be compared differs; {words}.",
            { PathsCompared: > 0 and var paths } when stats.Removed == paths => $"Everything is gone: {words}.",
            _ => $"{words}.",
        };
    }
}
