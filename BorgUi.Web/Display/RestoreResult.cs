using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Display;

/// <summary>What a restore has brought back, and first what it has not.</summary>
internal static class RestoreResult
{
    public static JobResult Of(JobResponse job, RestoreStats stats) => Words(job, stats) with { Figures = Figures(job, stats) };

    private static JobResult Words(JobResponse job, RestoreStats stats)
    {
        var brought = $"{JobFigures.Number(stats.FilesRestored)} of {JobFigures.Count(stats.FilesSelected, "file")} {(stats.DryRun ? "would be restored" : "restored")}";
        var left = $"{JobFigures.Count(stats.FilesSkipped, "file")} {(stats.DryRun ? "would be" : stats.FilesSkipped == 1 ? "was" : "were")} left as {(stats.FilesSkipped == 1 ? "it is" : "they are")}";
        return (stats, job.Status) switch
        {
            (_, JobStatus.Cancelled or JobStatus.Interrupted or JobStatus.Paused) => new(Status.Of(job.Status).Tone, $"It did not come to its end: {brought}."),
            ({ FilesFailed: > 0 }, _) => new("failed", $"{JobFigures.Count(stats.FilesFailed, "file")} could not be restored.")
            {
                More = $"{brought}{(stats.FilesSkipped > 0 ? $"; {left}, because {(stats.FilesSkipped == 1 ? "it was" : "they were")} there already" : "")}. The warnings say of each why.",
            },
            (_, JobStatus.Failed) => new("failed", $"It failed: {brought}."),
            ({ FilesSkipped: > 0 }, _) => new("warning", $"{left}, because {(stats.FilesSkipped == 1 ? "it is" : "they are")} there already.") { More = $"{brought}." },
            _ when stats.FilesRestored < stats.FilesSelected => new("warning", $"Only {brought}."),
            (_, JobStatus.CompletedWithWarnings) => new("warning", $"{All(stats)}, with warnings.") { More = "The warnings say what is not as it was." },
            _ => new("completed", $"{All(stats)}.") { More = stats.DryRun ? "All of it was read and is whole. This was a dry run; nothing was written." : null },
        };
    }

    private static string All(RestoreStats stats) => stats switch
    {
        { FilesSelected: 0 } => stats.DryRun ? "Only folders were asked for; they would be made" : "Only folders were asked for; they are made",
        { FilesSelected: 1 } => stats.DryRun ? "The file can be restored" : "The file is restored",
        _ => $"All {JobFigures.Number(stats.FilesSelected)} files {(stats.DryRun ? "can be restored" : "are restored")}",
    };

    private static List<JobFigure> Figures(JobResponse job, RestoreStats stats)
    {
        List<JobFigure> figures =
        [
            Sized("Asked for", stats.FilesSelected, stats.BytesSelected),
            Sized(stats.DryRun ? "Would be restored" : "Restored", stats.FilesRestored, stats.BytesRestored),
            new("Left as they are", JobFigures.Number(stats.FilesSkipped)),
            new("Failed", JobFigures.Number(stats.FilesFailed)),
        ];
        if (stats is { DryRun: true, FreeBytes: { } free })
        {
            figures.Add(new("Free there", ByteText.Short(free), ByteText.Exact(free)));
        }

        if (stats.FilesReplaced is { } replaced)
        {
            figures.Add(new("Would replace", JobFigures.Count(replaced, "file")));
        }

        if (JobFigures.Read(job.Request, ApiJson.Default.RestoreRequest) is { } request)
        {
            figures.Add(new("Where to", $"{(request.Destination == "/" ? "their original place" : request.Destination)} at site {job.Site}"));
            figures.Add(new("What is there already", Words(request.Overwrite)));
        }

        return figures;
    }

    private static JobFigure Sized(string label, long files, long bytes) =>
        new(label, $"{JobFigures.Count(files, "file")}, {ByteText.Short(bytes)}", ByteText.Exact(bytes));

    private static string Words(OverwritePolicy? policy) => policy switch
    {
        OverwritePolicy.Always => "is replaced",
        OverwritePolicy.IfNewer => "is replaced when older",
        _ => "is left",
    };
}
