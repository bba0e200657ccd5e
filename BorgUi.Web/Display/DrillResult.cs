using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.Display;

/// <summary>What a restore drill has come to.</summary>
internal static class DrillResult
{
    public static JobResult Of(JobResponse job, DrillStats stats) => Words(job, stats) with
    {
        Figures =
        [
            new("Files tried", JobFigures.Number(stats.FilesDrawn)),
            new("Came back", ByteText.Short(stats.BytesRestored), ByteText.Exact(stats.BytesRestored)),
            new("Equal to the live file", JobFigures.Number(stats.FilesCompared), "Those that have not changed since the backup, by SHA-256"),
            new("Speed", stats.BytesPerSecond is { } speed ? $"{ByteText.Short(speed)}/s" : "unknown", $"{stats.Seconds:0.00} s"),
            new("Seed", stats.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), "Draws the same files of the same archive again"),
        ],
    };

    private static JobResult Words(JobResponse job, DrillStats stats) => job.Status switch
    {
        JobStatus.Completed => new("completed", $"{JobFigures.Count(stats.FilesDrawn, "file")} of {stats.Archive} came back whole.") { More = More(stats) },
        JobStatus.CompletedWithWarnings => new("warning", $"{JobFigures.Count(stats.FilesDrawn, "file")} of {stats.Archive} came back whole, but borg had warnings.") { More = More(stats) },
        _ => new("failed", $"{JobFigures.Number(stats.FilesFailed)} of what was to come back did not, or not as it should.")
        {
            More = "Check the repository and verify its data. Keep the sources as they are until a new backup has been drilled.",
        },
    };

    private static string More(DrillStats stats) => stats.FilesCompared == stats.FilesDrawn
        ? "All of them are equal to the live files."
        : $"{JobFigures.Number(stats.FilesCompared)} of them could be compared with live files; the others have changed since, or are gone.";
}
