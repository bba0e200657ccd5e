using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Worker.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Finds running jobs whose worker is dead, ends what it left behind on this machine, and marks them as interrupted, so that
/// a killed backup never blocks its repository. borg's lock clears itself: the next borg with this host id sees that its
/// owner is dead.
/// </summary>
internal sealed partial class JobRescuer(
    JobControl control,
    JobEvents events,
    IDbContextFactory<BorgUiDbContext> contexts,
    WorkerIdentity identity,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<JobRescuer> logger) : BackgroundService
{
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RenewEvery, time);
        do
        {
            try
            {
                foreach (var suspect in await control.FindSuspectsAsync(identity.HostId, stoppingToken))
                {
                    await RescueAsync(suspect, stoppingToken);
                }
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or TimeoutException)
            {
                LogNoLook(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RescueAsync(RunningJob job, CancellationToken cancellationToken)
    {
        var workerIsDead = job.HostId == identity.HostId && Identify(job.WorkerProcessId, job.WorkerProcessStartedAt) is { } worker && !worker.IsAlive();
        if (!workerIsDead && !job.LeaseHasExpired)
        {
            return;
        }

        if (job.HostId == identity.HostId && !await EndLeftoverAsync(job, cancellationToken))
        {
            LogStillThere(logger, job.JobId, job.ProcessPid);
            return;
        }

        var reason = workerIsDead
            ? $"Its worker {job.WorkerName} ended without finishing it."
            : $"Its worker {job.WorkerName ?? "(unknown)"} stopped answering.";
        if (await control.InterruptAsync(job, workerIsDead, reason, cancellationToken) is { } changed)
        {
            LogRescued(logger, job.JobId, reason);
            await MendRepositoryAsync(changed, cancellationToken);
            await events.PublishAsync(
                new JobUpdate { JobId = changed.JobId, JobType = changed.JobType, Status = changed.Status, Sequence = changed.Sequence, Message = reason }, cancellationToken);
            await events.SignalAsync(changed.JobId, cancellationToken);
        }
    }

    // A frozen worker's borg is still at work: only when it is gone may the job be called interrupted.
    private async Task<bool> EndLeftoverAsync(RunningJob job, CancellationToken cancellationToken)
    {
        if (Identify(job.ProcessPid, job.ProcessStartedAt) is not { } borg || !borg.IsAlive())
        {
            return true;
        }

        LogEndingLeftover(logger, job.JobId, borg.Id);
        borg.Send(Signal.Kill, wholeGroup: true);
        var since = time.GetTimestamp();
        while (borg.IsAlive() && time.GetElapsedTime(since) < KillPatience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }

        return !borg.IsAlive();
    }

    private async Task MendRepositoryAsync(ChangedJob job, CancellationToken cancellationToken)
    {
        if (job.JobType is not (JobType.CreateRepository or JobType.ImportRepository))
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Repositories
            .Where(repository => repository.State == RepositoryState.Creating && db.Jobs.Any(row => row.Id == job.JobId && row.RepositoryId == repository.Id))
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(repository => repository.State, RepositoryState.Error)
                    .SetProperty(repository => repository.StateMessage, "The worker ended while it was setting this repository up. Synchronise it to see what is there."),
                cancellationToken);
    }

    private static ProcessIdentity? Identify(int? processId, DateTimeOffset? startedAt) =>
        processId is { } id && startedAt is { } at ? new(id, at) : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} was interrupted: {Reason}")]
    private static partial void LogRescued(ILogger logger, Guid jobId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ending process {ProcessId}, which a dead or frozen worker left of job {JobId}")]
    private static partial void LogEndingLeftover(ILogger logger, Guid jobId, int processId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Process {ProcessId} of job {JobId} does not end; its job stays as it is")]
    private static partial void LogStillThere(ILogger logger, Guid jobId, int? processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for interrupted jobs failed, the database does not answer; trying again")]
    private static partial void LogNoLook(ILogger logger, Exception error);
}
