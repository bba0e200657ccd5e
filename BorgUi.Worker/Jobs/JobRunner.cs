using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
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
    TimeProvider time,
    ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<JobRunner>();

    public async Task RunAsync(JobLease lease)
    {
        var claim = lease.Claim;
        using var scope = _logger.BeginScope(new Dictionary<string, object> { ["JobId"] = claim.JobId });
        var job = await LoadAsync(claim.JobId);
        var progress = new JobProgressReporter(claim, ledger, events, time, loggers.CreateLogger<JobProgressReporter>());
        JobEnd end;
        await using (var log = new JobLogWriter(job, lease, logs, events, time, loggers.CreateLogger<JobLogWriter>()))
        {
            await events.PublishAsync(JobEvents.Update(claim, JobStatus.Running, claim.Sequence, progress.Newest, 0), CancellationToken.None);
            LogStarted(_logger, claim.JobType, job.RepositoryId);
            end = await WorkAsync(new(job, lease, progress, log));
        }

        // First the log, then the end: who sees that the job has ended finds its log whole.
        await progress.DisposeAsync();
        await FinishAsync(lease, end, progress);
    }

    private async Task<Job> LoadAsync(Guid jobId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Jobs.AsNoTracking().Include(job => job.Repository).Include(job => job.Plan).Include(job => job.Archive).SingleAsync(job => job.Id == jobId);
    }

    private async Task<JobEnd> WorkAsync(JobRun run)
    {
        try
        {
            var handler = services.GetRequiredKeyedService<IJobHandler>(run.Claim.JobType);
            return await handler.RunAsync(run);
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
                Status = run.Lease.StopReason == JobStopReason.Shutdown ? JobStatus.Interrupted : JobStatus.Failed,
                ErrorMessage = $"BorgUi itself failed: {error.Message}",
                ErrorHint = "Look into the worker's log for the details, and start the job again.",
                Progress = run.Progress.Newest,
                WarningCount = run.Progress.Warnings,
            };
        }
    }

    private async Task FinishAsync(JobLease lease, JobEnd end, JobProgressReporter progress)
    {
        if (lease.StopReason == JobStopReason.Shutdown && end.Status == JobStatus.Pending)
        {
            await queue.ReleaseAsync(lease.Claim, CancellationToken.None);
            await events.SignalAsync(lease.Claim.JobId, CancellationToken.None);
            return;
        }

        if (await RecordAsync(lease, end, progress.Sequence) is { } sequence)
        {
            LogEnded(_logger, lease.Claim.JobType, end.Status, end.ErrorMessage);
            await events.PublishAsync(JobEvents.Update(lease.Claim, end.Status, sequence, end.Progress, end.WarningCount), CancellationToken.None);
            await events.SignalAsync(lease.Claim.JobId, CancellationToken.None);
        }
        else
        {
            LogNotOurs(_logger, lease.Claim.JobType);
        }
    }

    // The database may be away for a moment just when a long backup ends: the end is worth waiting for, while it is ours.
    private async Task<long?> RecordAsync(JobLease lease, JobEnd end, long sequence)
    {
        while (true)
        {
            try
            {
                return await ledger.FinishAsync(lease.Claim, end, sequence, CancellationToken.None);
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or TimeoutException && !lease.Killing.IsCancellationRequested)
            {
                LogNotRecorded(_logger, error);
                await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Started {JobType} on repository {RepositoryId}")]
    private static partial void LogStarted(ILogger logger, JobType jobType, Guid? repositoryId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ended {JobType} as {Status}: {Error}")]
    private static partial void LogEnded(ILogger logger, JobType jobType, JobStatus status, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The handler of {JobType} failed")]
    private static partial void LogBroken(ILogger logger, JobType jobType, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of {JobType} was not recorded: the job is no longer ours")]
    private static partial void LogNotOurs(ILogger logger, JobType jobType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of the job could not be recorded, the database does not answer; trying again")]
    private static partial void LogNotRecorded(ILogger logger, Exception error);
}
