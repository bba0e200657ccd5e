using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Backups;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Repositories;
using BorgUi.Worker.SelfBackups;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary><c>borg create</c> with live figures; done only when its archive stands in the database.</summary>
internal sealed class BackupJobHandler(
    JobBorg borg,
    RepositoryKeyring keyring,
    BackupEstimator estimator,
    BackupRecord record,
    BackupAftermath aftermath,
    ArchiveCatalogue catalogue,
    SelfBackupWriter self,
    JobScratch scratches,
    TimeProvider time) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (BackupJob)run.Job;
        if (!job.Details.IncludesBorgui)
        {
            return await BackUpAsync(run, job, scratch: null);
        }

        var scratch = await scratches.CreateAsync(job, run.Stopping);
        try
        {
            return await self.WriteAsync(run, scratch) ?? await BackUpAsync(run, job, scratch);
        }
        finally
        {
            await scratches.RemoveAsync(job);
        }
    }

    /// <param name="scratch">Where BorgUi itself lies, if it is part of the backup.</param>
    private async Task<JobEnd> BackUpAsync(JobRun run, BackupJob job, string? scratch)
    {
        var missing = job.Details.Sources.Where(source => !Path.Exists(source)).ToList();
        if (missing.Count == job.Details.Sources.Count && scratch is null)
        {
            return JobEnds.Refused(
                run,
                $"Nothing to back up: {string.Join(", ", missing)} {(missing.Count == 1 ? "does" : "do")} not exist on the machine of site '{job.Site}'.",
                "Correct the sources of the plan, or mount what should be there, and start the backup again.");
        }

        using var keys = keyring.Open(job.Repository!);
        var warnings = new WarningCollector(job.Details.Sources);
        var ended = await CreateAsync(run, job, scratch, keys.Environment, warnings);
        var end = ended.IsDone || IsComplete(ended)
            ? await record.AddAsync(run, CreateResult.Parse(ended.Output), JobEnds.Done(run, ended))
            : await FailAsync(run, job, keys.Environment, ended);
        return end with { WarningCount = Math.Max(end.WarningCount, warnings.Count), Warnings = warnings.Warnings };
    }

    private async Task<BorgEnded> CreateAsync(JobRun run, BackupJob job, string? scratch, BorgEnvironment environment, WarningCollector warnings)
    {
        var progress = new BackupProgress(time);
        run.Progress.Report(new() { Message = "Opening the repository" });
        progress.Estimate = await FromLastAsync(run, job);
        var isFirstOfPlan = job.PlanId is not null && progress.Estimate is null;
        if (isFirstOfPlan)
        {
            run.Log.Write(JobLogLevel.Info, "The first backup of this plan: every file is new, so only those with trouble are named here.");
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping);
        var measuring = progress.Estimate is null ? MeasureAsync(run, job, scratch, progress, over.Token) : Task.CompletedTask;
        var options = BackupOptions.Of(job.Details) with { ListSaved = !isFirstOfPlan };
        var command = BorgCommand.CreateFromTemplate(job.Repository!.Location, job.Details.ArchiveNameTemplate, scratch is null ? options : WithItself(options, scratch));
        var ended = await borg.RunAsync(run, command, environment, happened => Observe(run, progress, warnings, happened));
        await over.CancelAsync();
        await measuring;
        return ended;
    }

    // By a relative path: in each archive it has the same name, wherever it lay. The pattern keeps the plan's excludes from it.
    private static CreateOptions WithItself(CreateOptions options, string scratch) => options with
    {
        WorkingDirectory = scratch,
        Paths = [.. options.Paths, SelfBackup.FolderName],
        Patterns = [$"+ pp:{SelfBackup.FolderName}"],
    };

    private static void Observe(JobRun run, BackupProgress progress, WarningCollector warnings, BorgEvent happened)
    {
        if (warnings.Observe(happened))
        {
            run.Progress.CountWarning();
        }

        switch (happened)
        {
            case ArchiveProgress { Finished: false } said:
                run.Progress.Report(progress.Next(said, run.Progress.Newest));
                break;
            case ProgressMessage { Text: { Length: > 0 } text }:
                run.Progress.Report(run.Progress.Newest with { Message = text });
                break;
            case FileStatus file:
                run.Progress.Report(run.Progress.Newest with { CurrentFile = file.Path });
                break;
        }
    }

    private async Task<BackupEstimate?> FromLastAsync(JobRun run, BackupJob job)
    {
        try
        {
            return await estimator.FromLastAsync(job, run.Stopping);
        }
        catch (Exception error) when (DatabaseFailure.MayPass(error) || error is OperationCanceledException)
        {
            return NoEstimate(run, error);
        }
    }

    private async Task MeasureAsync(JobRun run, BackupJob job, string? scratch, BackupProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            progress.Estimate = await estimator.FromSourcesAsync(job, scratch, cancellationToken);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            NoEstimate(run, error);
        }
    }

    // A backup without a percent is still a backup.
    private static BackupEstimate? NoEstimate(JobRun run, Exception error)
    {
        run.Log.Write(JobLogLevel.Debug, $"No estimate of the size: {error.Message}");
        return null;
    }

    // Cancelled too late: borg had saved its archive before the signal reached it. Then that is the truth.
    private static bool IsComplete(BorgEnded ended) => ended is { Stop: BorgStop.Cancelled, Outcome: not BorgOutcome.Failure, Output.IsEmpty: false };

    private async Task<JobEnd> FailAsync(JobRun run, BackupJob job, BorgEnvironment environment, BorgEnded ended)
    {
        if (ended.Error is { Kind: "repository-missing" or "wrong-passphrase" } error)
        {
            await catalogue.TroubleAsync(job.RepositoryId!.Value, RepositoryState.Error, $"{error.Title}. {error.What}", CancellationToken.None);
        }

        var undone = JobEnds.Undone(run, ended);
        return WasCutOff(run, ended) ? await aftermath.ConcludeAsync(run, environment, undone) : undone;
    }

    // Then borg did not say itself what it left. A job that is no longer ours is not looked after: its next owner does.
    private static bool WasCutOff(JobRun run, BorgEnded ended) =>
        run.Lease.StopReason != JobStopReason.LeaseLost
        && run.Progress.Newest.OriginalSizeBytes is not null
        && (ended.Stop is BorgStop.Cancelled or BorgStop.Killed || ended.ExitCode.Kind == BorgExitKind.Signal || ended.Error is { RetryMayHelp: true });
}
