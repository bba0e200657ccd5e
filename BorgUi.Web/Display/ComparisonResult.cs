using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.Display;

/// <summary>What a comparison has come to, of two archives or of one with the files of now. That something differs is no trouble.</summary>
internal static class ComparisonResult
{
    public static JobResult Of(JobResponse job, ComparisonStats stats) =>
        new(job.Status == JobStatus.CompletedWithWarnings ? "warning" : "completed", Words(stats)) { More = More(job, stats), Figures = Figures(stats) };

    /// <summary>Whether there is a list of what was found.</summary>
    public static bool HasLines(ComparisonStats stats) => stats.Added + stats.Removed + stats.Changed + stats.Uncompared > 0;

    private static string Words(ComparisonStats stats) => stats switch
    {
        { Added: 0, Removed: 0, Changed: 0, Uncompared: 0, Other: not null } => "No content differs: borg found the same in both archives.",
        { Added: 0, Removed: 0, Changed: 0, Uncompared: 0 } => "Nothing differs: the files are as the archive holds them.",
        { Added: 0, Removed: 0, Changed: 0 } => $"Nothing that could be compared differs; {JobFigures.Count(stats.Uncompared, "path")} could not be.",
        { PathsCompared: > 0 and var all } when stats.Removed == all => $"Everything is gone: none of the {JobFigures.Count(all, "path")} of the archive is there now.",
        { Other: { } other } => $"{Kinds(stats)} from {stats.Archive} to {other}.",
        _ => $"{Kinds(stats)} since {stats.Archive}.",
    };

    private static string Kinds(ComparisonStats stats)
    {
        (long Count, string Word)[] kinds = [(stats.Added, "added"), (stats.Removed, "gone"), (stats.Changed, "changed")];
        return Display.Words.List([.. kinds.Where(kind => kind.Count > 0).Select(kind => $"{JobFigures.Number(kind.Count)} {kind.Word}")]);
    }

    private static string? More(JobResponse job, ComparisonStats stats)
    {
        string?[] parts =
        [
            stats.MissingSources is { Count: > 0 } missing
                ? $"{Display.Words.List([.. missing])} {(missing.Count == 1 ? "is" : "are")} not there now, and so nothing below: see that what should be mounted there is." : null,
            stats.LookedForNew == false ? "New files were not looked for: the archive has no plan that says which files belong to it." : null,
            stats.SizesKnown == false ? "The archives were cut into chunks by different rules, so borg does not say how much of a changed file is new." : null,
            stats.Other is null ? null : "Content alone was compared: rights, owners, times and what became another kind of thing are in the comparison from the index.",
            job.Status == JobStatus.CompletedWithWarnings ? "The warnings say what could not be read." : null,
        ];
        return string.Join(' ', parts.OfType<string>()) is { Length: > 0 } words ? words : null;
    }

    private static List<JobFigure> Figures(ComparisonStats stats)
    {
        List<JobFigure> figures =
        [
            new("Added", JobFigures.Number(stats.Added)),
            new("Gone", JobFigures.Number(stats.Removed)),
            new("Changed", JobFigures.Number(stats.Changed)),
            new("Content only now", ByteText.Short(stats.BytesAdded), ByteText.Exact(stats.BytesAdded)),
            new("Content only then", ByteText.Short(stats.BytesRemoved), ByteText.Exact(stats.BytesRemoved)),
        ];
        if (stats.Uncompared > 0)
        {
            figures.Add(new("Not compared", JobFigures.Number(stats.Uncompared)));
        }

        if (stats.PathsCompared is { } paths)
        {
            figures.Add(new("Looked at", JobFigures.Count(paths, "path")));
        }

        if (stats.ContentsCompared is { } contents)
        {
            figures.Add(new("Content compared", JobFigures.Count(contents, "file"), "By SHA-256, of files whose size and time are the same"));
        }

        return figures;
    }
}
