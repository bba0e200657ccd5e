using BorgUi.Contracts.Jobs;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Display;

/// <summary>
/// What came of a job, said in one sentence with the worst first, and the figures that it rests on. Only what is without trouble has
/// the tone "completed".
/// </summary>
internal sealed record JobResult(string Tone, string Words)
{
    /// <summary>What follows from it.</summary>
    public string? More { get; init; }

    public IReadOnlyList<JobFigure> Figures { get; init; } = [];

    /// <summary>Null while there is nothing to say: the job has not ended, or its kind has no result of its own.</summary>
    public static JobResult? Of(JobResponse job) => job.JobType switch
    {
        JobType.Restore => JobFigures.Read(job.Stats, JobStatsJson.Default.RestoreStats) is { } stats ? RestoreResult.Of(job, stats) : null,
        JobType.Check => JobFigures.Read(job.Stats, JobStatsJson.Default.CheckStats) is { } stats ? CheckJobResult.Of(job, stats) : null,
        JobType.Compact => JobFigures.Read(job.Stats, JobStatsJson.Default.CompactStats) is { } stats ? Compacted(stats) : null,
        JobType.Prune => JobFigures.Read(job.Stats, JobStatsJson.Default.PruneStats) is { } stats ? Pruned(job, stats) : null,
        JobType.RestoreDrill => JobFigures.Read(job.Stats, JobStatsJson.Default.DrillStats) is { } stats ? DrillResult.Of(job, stats) : null,
        JobType.DiffArchives or JobType.CompareLive => JobFigures.Read(job.Stats, JobStatsJson.Default.ComparisonStats) is { } stats ? ComparisonResult.Of(job, stats) : null,
        JobType.TestRepository => JobFigures.Read(job.Stats, JobStatsJson.Default.TestStats) is { } stats ? Tested(stats) : null,
        JobType.BreakLock => JobFigures.Read(job.Stats, JobStatsJson.Default.LockStats) is { } stats ? LockBroken(stats) : null,
        _ when job.Status == JobStatus.Completed => WithoutFigures(job.JobType),
        _ => null,
    };

    private static JobResult Compacted(CompactStats stats) => new("completed", stats.FreedBytes > 0 ? $"{ByteText.Short(stats.FreedBytes)} were freed." : "There was nothing to free.")
    {
        Figures = stats is { SizeBefore: { } before, SizeAfter: { } after }
            ? [new("Before", ByteText.Short(before), ByteText.Exact(before)), new("After", ByteText.Short(after), ByteText.Exact(after))]
            : [],
    };

    private static JobResult Pruned(JobResponse job, PruneStats stats)
    {
        var pruned = JobFigures.Count(stats.PrunedCount, "archive");
        var kept = JobFigures.Number(stats.KeptCount);
        return (stats, job.Status) switch
        {
            ({ PrunedCount: 0, KeptCount: 0 }, _) => new("warning", "There was no archive to look at.") { More = "None has a name that fits." },
            (_, JobStatus.Failed) => new("failed", "The prune was not done.") { More = "The list below is what its rules came to." },
            ({ PrunedCount: 0 }, _) => new("completed", $"Nothing to prune: the rules keep {(stats.KeptCount == 1 ? "the only archive" : $"all {kept} archives")}."),
            ({ DryRun: true }, _) => new("completed", $"{pruned} would be pruned, {kept} kept.") { More = "This was a dry run; nothing was deleted." },
            (_, JobStatus.Completed) => new("completed", $"{pruned} {(stats.PrunedCount == 1 ? "was" : "were")} pruned, {kept} kept.") { More = "Their space is free after the next compact." },
            _ => new(Status.Of(job.Status).Tone, $"{pruned} pruned before it ended, {kept} kept."),
        };
    }

    private static JobResult Tested(TestStats stats) => new("completed", "The repository can be reached and opened.")
    {
        Figures = [new("Archives", JobFigures.Number(stats.ArchiveCount)), new("Listed in", DurationText.Short(TimeSpan.FromSeconds(stats.Seconds)), $"{stats.Seconds} seconds")],
    };

    private static JobResult LockBroken(LockStats stats) => new("completed", "The repository is not locked any more; it opened at once.")
    {
        More = stats.Owners.Count == 0 ? "Who held the lock could not be seen, or nobody did." : $"The lock was held by {string.Join(", ", stats.Owners)}.",
        Figures = [new("Archives", JobFigures.Number(stats.ArchiveCount))],
    };

    private static JobResult? WithoutFigures(JobType type) => type switch
    {
        JobType.ExportKey => new("completed", "The key was exported.") { More = "Take a copy away from here, and keep it apart from the repository." },
        JobType.ChangePassphrase => new("completed", "The new passphrase opens the repository, and BorgUi uses it.")
        {
            More = "Copies of the key from before still open with the old one. Export the key again, and throw the old copies away.",
        },
        JobType.DeleteArchive => new("completed", "The archive is deleted.") { More = "Its space is free after the next compact." },
        JobType.RenameArchive => new("completed", "The archive has its new name."),
        _ => null,
    };
}

/// <summary>One figure of a result; the exact one is shown on hover.</summary>
internal sealed record JobFigure(string Label, string Value, string? Exact = null);
