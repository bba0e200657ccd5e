using BorgUi.Contracts.Retention;

namespace BorgUi.Web.Display;

/// <summary>What becomes of an archive, for people.</summary>
internal static class PruneWords
{
    public static string Of(PruneVerdict verdict, string? reason) => (verdict, reason) switch
    {
        (PruneVerdict.Delete, _) => "goes",
        (PruneVerdict.Keep, _) => $"kept, {reason}",
        (_, "other plan") => "left alone, another plan's",
        (_, "foreign") => "left alone, no plan's",
        _ => "left alone, another name",
    };

    public static string Tone(PruneVerdict verdict) => verdict switch
    {
        PruneVerdict.Keep => "completed",
        PruneVerdict.Delete => "failed",
        _ => "pending",
    };

    /// <summary>"3 kept, 12 go".</summary>
    public static string Count(IEnumerable<PruneVerdict> verdicts)
    {
        var all = verdicts.ToList();
        var (kept, gone) = (all.Count(one => one == PruneVerdict.Keep), all.Count(one => one == PruneVerdict.Delete));
        return (kept, gone) switch
        {
            (0, 0) => "left alone",
            (_, 0) => $"{JobFigures.Number(kept)} kept",
            (0, _) => $"{JobFigures.Number(gone)} go",
            _ => $"{JobFigures.Number(kept)} kept, {JobFigures.Number(gone)} go",
        };
    }

    public static string Risk(PruneOutcome outcome) => outcome.Risk == PruneRisk.KeepsNothing
        ? $"These rules keep none of {JobFigures.Count(outcome.PrunedCount, "archive")}."
        : $"These rules delete {JobFigures.Number(outcome.PrunedCount)} of {JobFigures.Count(outcome.PrunedCount + outcome.KeptCount, "archive")}, more than half at once.";
}
