using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Display;

/// <summary>What a check has come to.</summary>
internal static class CheckJobResult
{
    public static JobResult Of(JobResponse job, CheckStats stats)
    {
        var request = JobFigures.Read(job.Request, ApiJson.Default.CheckRepositoryRequest) ?? new();
        return Words(stats, request) with { Figures = Figures(stats, request) };
    }

    private static JobResult Words(CheckStats stats, CheckRepositoryRequest request) => stats.Result switch
    {
        CheckResult.Damaged => new("failed", $"The repository is damaged: {JobFigures.Count(stats.Findings, "problem")} found."),
        CheckResult.Partial => new("warning", "No damage in the part that was read in its time.")
        {
            More = "It is no proof for the rest. The next check with a time limit goes on where this one stopped.",
        },
        _ => new("completed", "No damage was found.")
        {
            More = request.VerifyData ? "Every piece of data was decrypted and compared." : "The content of the files was not read; a check that verifies the data does that.",
        },
    };

    private static IReadOnlyList<JobFigure> Figures(CheckStats stats, CheckRepositoryRequest request) =>
    [
        new("Problems", JobFigures.Number(stats.Findings)),
        new("Missing pieces", JobFigures.Number(stats.MissingChunks)),
        new("Stored segments", Part(stats.RepositoryChecked, request.ArchivesOnly, stats.Result)),
        new("Archives", Part(stats.ArchivesChecked, request.RepositoryOnly, stats.Result)),
    ];

    private static string Part(bool isFine, bool wasLeftOut, CheckResult result) => (isFine, wasLeftOut, result) switch
    {
        (_, true, _) => "not looked at",
        (true, _, CheckResult.Partial) => "in order as far as read",
        (true, _, _) => "in order",
        (_, _, CheckResult.Damaged) => "not in order",
        _ => "unknown",
    };
}
