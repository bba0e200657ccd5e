using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Worker.Workers;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Finds running jobs whose worker is dead, ends what it left behind on this machine, takes them over and finds out what became
/// of them (<see cref="JobRescue"/>), so that a killed backup neither blocks its repository nor says what is not true. Then it
/// does with the interrupted ones what their plans say.
/// </summary>
internal sealed partial class JobRescuer(
    JobRecovery recovery,
    JobLeaseKeeper leases,
    JobRunner runner,
    JobEvents events,
    WorkerIdentity identity,
    BorgProbe probe,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<JobRescuer> logger) : BackgroundService
{
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(10);

    private readonly JobPulse _pulse = new(time);

    // What is under way: hooks may take their time, and the other jobs must not wait for them.
    private readonly List<Task> _rescues = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await _pulse.WaitAsync(options.Value.RenewEvery, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(_rescues);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            ForgetEnded();
            // Before it is known whether there is a borg here nobody could look into a repository.
            var suspects = probe.Installation is null ? [] : await recovery.FindSuspectsAsync(identity.HostId, stoppingToken);
            await Task.WhenAll(suspects.Select(suspect => RescueAsync(suspect, stoppingToken)));
            foreach (var changed in await recovery.ApplyPoliciesAsync(stoppingToken))
            {
                LogPolicy(logger, changed.JobId, changed.Status);
                await events.PublishAsync(JobEvents.Update(changed), stoppingToken);
                await events.SignalAsync(changed.JobId, stoppingToken);
            }
        }
        catch (Exception error) when (DatabaseFailure.MayPass(error) || error is TimeoutException)
        {
            LogNoLook(logger, error);
        }
    }

    private async Task RescueAsync(RunningJob job, CancellationToken stoppingToken)
    {
        var isFromHere = job.HostId == identity.HostId;
        var workerIsDead = isFromHere && Identify(job.WorkerProcessId, job.WorkerProcessStartedAt) is { } worker && !worker.IsAlive();
        var canLook = options.Value.SiteList.Contains(job.Site) && probe.IsUsable;
        if (!workerIsDead && !IsOurTurn(job, isFromHere, canLook))
        {
            return;
        }

        if (isFromHere && !await EndLeftoverAsync(job, stoppingToken))
        {
            LogStillThere(logger, job.JobId, job.ProcessPid);
            return;
        }

        var askedAt = time.GetTimestamp();
        if (await recovery.TakeOverAsync(job, workerIsDead, identity.Id, options.Value.Lease, stoppingToken) is { } claim)
        {
            var reason = workerIsDead
                ? $"Its worker {job.WorkerName} ended without finishing it."
                : $"Its worker {job.WorkerName ?? "(unknown)"} stopped answering.";
            LogRescuing(logger, job.JobId, reason);
            Add(RunAsync(leases.Hold(claim, askedAt), reason, canLook));
        }
    }

    private void ForgetEnded()
    {
        lock (_rescues)
        {
            _rescues.RemoveAll(rescue => rescue.IsCompleted);
        }
    }

    private void Add(Task rescue)
    {
        // Several jobs are taken over side by side.
        lock (_rescues)
        {
            _rescues.Add(rescue);
        }
    }

    // The workers of the machine go first, for only they can end a borg there; then those that can look into the repository.
    private bool IsOurTurn(RunningJob job, bool isFromHere, bool canLook) => job.ExpiredFor is { } expired
        && (isFromHere || expired > (canLook ? options.Value.RenewEvery : options.Value.Lease));

    private async Task RunAsync(JobLease lease, string reason, bool canLook)
    {
        try
        {
            await runner.RescueAsync(lease, reason, canLook);
        }
        catch (Exception error)
        {
            // It stays ours without an end: the next look finds it again by its lease.
            LogNotRescued(logger, lease.Claim.JobId, error);
        }
        finally
        {
            leases.LetGo(lease);
            lease.Dispose();
            // The plan may have something to say about it now.
            _pulse.Beat();
        }
    }

    // A frozen worker's borg is still at work: only when it is gone may the job be taken over.
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

    private static ProcessIdentity? Identify(int? processId, DateTimeOffset? startedAt) =>
        processId is { } id && startedAt is { } at ? new(id, at) : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} is taken over: {Reason}")]
    private static partial void LogRescuing(ILogger logger, Guid jobId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of job {JobId} could not be found out; trying again")]
    private static partial void LogNotRescued(ILogger logger, Guid jobId, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "The plan of the interrupted job {JobId} has decided: {Status}")]
    private static partial void LogPolicy(ILogger logger, Guid jobId, JobStatus status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ending process {ProcessId}, which a dead or frozen worker left of job {JobId}")]
    private static partial void LogEndingLeftover(ILogger logger, Guid jobId, int processId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Process {ProcessId} of job {JobId} does not end; its job stays as it is")]
    private static partial void LogStillThere(ILogger logger, Guid jobId, int? processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for interrupted jobs failed, the database does not answer; trying again")]
    private static partial void LogNoLook(ILogger logger, Exception error);
}
