using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Hooks;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Jobs;

/// <summary>Runs one claimed job from its handler to its recorded end.</summary>
internal sealed partial class JobRunner(
    IDbContextFactory<BorgUiDbContext> contexts,
    IServiceProvider services,
    JobQueue queue,
    JobLedger ledger,
    JobLogStore logs,
    JobEvents events,
    JobRescue rescue,
    JobHooks hooks,
    PatientDatabase database,
    TimeProvider time,
    ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<JobRunner>();

    /// <summary>Does the work of a job that was claimed.</summary>
    public Task RunAsync(JobLease lease) =>
        RunAsync(lease, async run => await hooks.BeforeAsync(run) ?? await services.GetRequiredKeyedService<IJobHandler>(run.Claim.JobType).RunAsync(run));

    /// <summary>Ends a job that was taken over from a worker that is gone; see <see cref="JobRescue.RunAsync"/>.</summary>
    public Task RescueAsync(JobLease lease, string reason, bool canLook) => RunAsync(lease, run => rescue.RunAsync(run, reason, canLook));

    private async Task RunAsync(JobLease lease, Func<JobRun, Task<JobEnd>> work)
    {
        var claim = lease.Claim;
        using var scope = _logger.BeginScope(new Dictionary<string, object> { ["JobId"] = claim.JobId });
        var job = await database.UntilDoneAsync(lease, () => LoadAsync(claim.JobId));
        var progress = new JobProgressReporter(job, claim, ledger, events, time, loggers.CreateLogger<JobProgressReporter>());
        JobEnd? end;
        await using (var log = new JobLogWriter(job, lease, logs, events, time, loggers.CreateLogger<JobLogWriter>()))
        {
            await events.PublishAsync(JobEvents.Update(claim, JobStatus.Running, claim.Sequence, progress.Newest, progress.Warnings), CancellationToken.None);
            LogStarted(_logger, claim.JobType, job.RepositoryId);
            end = await ConcludeAsync(new(job, lease, progress, log), work);
        }

        // First the log, then the end: who sees that the job has ended finds its log whole.
        await progress.DisposeAsync();
        if (end is null)
        {
            LogNotOurs(_logger, claim.JobType);
            return;
        }

        await FinishAsync(lease, end, progress.Sequence);
    }

    // Null when it is not ours to say: who lost touch does not know what is true by now. The rescuer looks, as after a death.
    private async Task<JobEnd?> ConcludeAsync(JobRun run, Func<JobRun, Task<JobEnd>> work)
    {
        var end = await WorkAsync(run, work);
        return run.Lease.StopReason == JobStopReason.LeaseLost && end.Status == JobStatus.Interrupted ? null : await hooks.AfterAsync(run, end);
    }

    private async Task<Job> LoadAsync(Guid jobId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Jobs.AsNoTracking().Include(job => job.Repository).Include(job => job.Plan).Include(job => job.Archive).SingleAsync(job => job.Id == jobId);
    }

    private async Task<JobEnd> WorkAsync(JobRun run, Func<JobRun, Task<JobEnd>> work)
    {
        try
        {
            return await work(run);
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested)
        {
            // Asked to stop between two calls of borg.
            return JobEnds.Stopped(run);
        }
        catch (Exception error)
        {
            LogBroken(_logger, run.Claim.JobType, error);
            run.Log.Write(JobLogLevel.Error, error.Message);
            return new()
            {
                Status = run.Lease.StopReason is JobStopReason.Shutdown or JobStopReason.LeaseLost ? JobStatus.Interrupted : JobStatus.Failed,
                ErrorMessage = $"BorgUi itself failed: {error.Message}",
                ErrorHint = "Look into the worker's log for the details, and start the job again.",
                Progress = run.Progress.Newest,
                WarningCount = run.Progress.Warnings,
            };
        }
    }

    // The database may be away for a moment just when a long backup ends: the end is worth waiting for, while it is ours.
    private async Task FinishAsync(JobLease lease, JobEnd end, long sequence)
    {
        var ending = await database.UntilDoneAsync(lease, () => RecordAsync(lease.Claim, end, sequence));
        if (ending is null)
        {
            LogNotOurs(_logger, lease.Claim.JobType);
            return;
        }

        LogEnded(_logger, lease.Claim.JobType, ending.Job.Status, end.ErrorMessage);
        var update = JobEvents.Update(lease.Claim, ending.Job.Status, ending.Job.Sequence, end.Progress, end.WarningCount);
        await events.PublishAsync(update with { Message = end.ErrorMessage ?? update.Message }, CancellationToken.None);
        await events.SignalAsync(ending.Job.JobId, CancellationToken.None);
        if (ending.Retry is { } retry)
        {
            LogRetry(_logger, retry.JobId);
            await events.PublishAsync(JobEvents.Update(retry), CancellationToken.None);
        }

        if (ending.FollowUp is { } followUp)
        {
            LogFollowUp(_logger, followUp.JobType, followUp.JobId);
            await events.PublishAsync(JobEvents.Update(followUp), CancellationToken.None);
        }
    }

    private async Task<JobEnding?> RecordAsync(JobClaim claim, JobEnd end, long sequence) => end.Status == JobStatus.Pending
        ? await queue.ReleaseAsync(claim, CancellationToken.None) is { } released ? new(released) : null
        : await ledger.FinishAsync(claim, end, sequence, CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Information, Message = "Started {JobType} on repository {RepositoryId}")]
    private static partial void LogStarted(ILogger logger, JobType jobType, Guid? repositoryId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ended {JobType} as {Status}: {Error}")]
    private static partial void LogEnded(ILogger logger, JobType jobType, JobStatus status, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The handler of {JobType} failed")]
    private static partial void LogBroken(ILogger logger, JobType jobType, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of {JobType} was not recorded: the job is no longer ours")]
    private static partial void LogNotOurs(ILogger logger, JobType jobType);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} will try again what failed")]
    private static partial void LogRetry(ILogger logger, Guid jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "{JobType} follows as job {JobId}")]
    private static partial void LogFollowUp(ILogger logger, JobType jobType, Guid jobId);
}
