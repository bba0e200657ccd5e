using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary><c>borg check</c>. In order is only what borg said to be in order; its exit code alone proves nothing.</summary>
internal sealed class CheckJobHandler(JobBorg borg, RepositoryKeyring keyring, CheckRecord record, TimeProvider time) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (CheckJob)run.Job;
        using var keys = keyring.Open(job.Repository!);
        var progress = new PhasedProgress(time, PhasesOf(job.Details));
        var report = new CheckReport();
        run.Progress.Report(new() { Message = "Opening the repository" });
        var ended = await borg.RunAsync(run, BorgCommand.Check(job.Repository!.Location, OptionsOf(job.Details)), keys.Environment, happened =>
        {
            report.Observe(happened);
            run.Progress.Report(progress.Next(happened, run.Progress.Newest));
        });
        return report.IsDamaged || ended.Error?.Kind == "damaged" ? await DamagedAsync(run, ended, report)
            : !ended.IsDone ? JobEnds.Undone(run, ended)
            : Missing(job, report) is { } part ? JobEnds.Refused(run, $"borg ended without saying that {part} is in order.", "Read the log; then check again.")
            : await FineAsync(run, job, ended, report);
    }

    private static CheckOptions OptionsOf(CheckDetails details) => new()
    {
        RepositoryOnly = details.RepositoryOnly,
        ArchivesOnly = details.ArchivesOnly,
        VerifyData = details.VerifyData,
        MaxDuration = details.MaxDurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    // By bytes: the segments are the whole repository, verifying reads it again and decrypts; archives are only their metadata.
    private static IReadOnlyList<Phase> PhasesOf(CheckDetails details) =>
    [
        .. details.ArchivesOnly ? Array.Empty<Phase>() : [new("repository.check", "Checking the stored segments", 10)],
        .. details.VerifyData ? [new("check.verify_data", "Verifying the data", 12)] : Array.Empty<Phase>(),
        .. details.RepositoryOnly ? Array.Empty<Phase>() : [new("check.rebuild_refcounts", "Checking the archives", 2)],
    ];

    // What a server's borg says is sometimes lost on the way (a race in borg), so there the exit code has to do.
    private static string? Missing(CheckJob job, CheckReport report)
    {
        var isLocal = !job.Repository!.Location.StartsWith("ssh://", StringComparison.Ordinal);
        return isLocal && !job.Details.ArchivesOnly && !report.RepositoryIsFine && !report.PartIsFine ? "the repository"
            : !job.Details.RepositoryOnly && !report.ArchivesAreFine ? "every archive"
            : null;
    }

    private async Task<JobEnd> DamagedAsync(JobRun run, BorgEnded ended, CheckReport report)
    {
        var findings = report.Findings;
        var first = findings.Count > 0 ? findings[0].Reason : string.Join(' ', ended.LastMessages.TakeLast(1));
        var words = $"The repository is damaged: {first}{(findings.Count > 1 ? $" And {findings.Count - 1} more." : "")}";
        await record.WriteAsync((CheckJob)run.Job, CheckResult.Damaged, words);
        return JobEnds.Refused(
            run,
            words,
            "Check the disk first. Keep a copy of the repository before anything repairs it; a repair puts zeros where data is lost.") with
        {
            ReturnCode = ended.ExitCode.Value,
            WarningCount = report.Count + report.MissingChunks,
            Warnings = findings,
            StatsJson = StatsOf(CheckResult.Damaged, report),
        };
    }

    private async Task<JobEnd> FineAsync(JobRun run, CheckJob job, BorgEnded ended, CheckReport report)
    {
        var isPartial = job.Details.MaxDurationSeconds is not null && report.PartIsFine && !report.RepositoryIsFine;
        var result = isPartial ? CheckResult.Partial : CheckResult.Ok;
        await record.WriteAsync(job, result, "No damage was found.");
        return JobEnds.Done(run, ended) with { StatsJson = StatsOf(result, report) };
    }

    private static string StatsOf(CheckResult result, CheckReport report) => JsonSerializer.Serialize(
        new(result, report.Count, report.MissingChunks, report.RepositoryIsFine || report.PartIsFine, report.ArchivesAreFine), JobStats.Default.CheckStats);
}
