using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Workers;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Jobs;

/// <summary>Claims jobs while a slot is free, and owns their runs until the last one has ended.</summary>
internal sealed partial class JobDispatcher(
    JobQueue queue,
    JobLeaseKeeper leases,
    JobRunner runner,
    WorkerIdentity identity,
    BorgProbe probe,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<JobDispatcher> logger) : BackgroundService
{
    private static readonly JobType[] LongTypes = [JobType.Backup, JobType.Check, JobType.Compact, JobType.Prune, JobType.RestoreDrill];
    private static readonly JobType[] InteractiveTypes = [JobType.Download, JobType.Browse, JobType.DiffArchives, JobType.CompareLive];
    private static readonly JobType[] IndexTypes = [JobType.IndexArchive];
    private static readonly JobType[] StoppedFirst = [.. LongTypes, .. IndexTypes];
    private static readonly JobType[] ShortTypes = [.. Enum.GetValues<JobType>().Except([.. LongTypes, .. InteractiveTypes, .. IndexTypes])];

    private readonly List<(JobType Type, Task Run)> _running = [];
    private long _lookedAt = time.GetTimestamp();

    /// <summary>Brings the next look at the queue forward.</summary>
    public JobPulse Pulse { get; } = new(time);

    /// <summary>How long ago the queue was last looked at; grows when the database does not answer.</summary>
    public TimeSpan SinceLastLook => time.GetElapsedTime(Interlocked.Read(ref _lookedAt));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Nothing is claimed any more. Short jobs may end by themselves for a while; the others stop now.
        leases.StopAll(StoppedFirst.Contains);
        var shortOnes = Task.WhenAll(_running.Where(running => !StoppedFirst.Contains(running.Type)).Select(running => running.Run));
        await Task.WhenAny(shortOnes, Task.Delay(options.Value.DrainPatience, time, cancellationToken));
        leases.StopAll(_ => true);
        await Task.WhenAll(_running.Select(running => running.Run)).WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                _running.RemoveAll(running => running.Run.IsCompleted);
                while (probe.IsUsable && await ClaimAsync(stoppingToken) is { } lease)
                {
                    _running.Add((lease.Claim.JobType, Task.Run(() => RunAsync(lease), CancellationToken.None)));
                }

                Interlocked.Exchange(ref _lookedAt, time.GetTimestamp());
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or TimeoutException)
            {
                LogNoQueue(logger, error);
            }

            await Pulse.WaitAsync(options.Value.PollEvery, stoppingToken);
        }
    }

    private async Task<JobLease?> ClaimAsync(CancellationToken stoppingToken)
    {
        IReadOnlyCollection<JobType> types =
        [
            .. Free(LongTypes, options.Value.Slots), .. Free(ShortTypes, options.Value.ShortSlots),
            .. Free(InteractiveTypes, options.Value.InteractiveSlots), .. Free(IndexTypes, options.Value.IndexSlots),
        ];
        if (types.Count == 0 || stoppingToken.IsCancellationRequested)
        {
            return null;
        }

        // A claim that is under way is never abandoned: its answer may be a job that is ours already.
        var askedAt = time.GetTimestamp();
        var claim = await queue.ClaimAsync(new(identity.Id, identity.Name, options.Value.SiteList, types, options.Value.Lease), CancellationToken.None);
        return claim is null ? null : leases.Hold(claim, askedAt);
    }

    private JobType[] Free(JobType[] types, int slots) =>
        _running.Count(running => types.Contains(running.Type)) < slots ? types : [];

    private async Task RunAsync(JobLease lease)
    {
        try
        {
            await runner.RunAsync(lease);
        }
        catch (Exception error)
        {
            // Only what the runner could not even record gets here; the rescuer finds the job by its lease.
            LogRunLost(logger, lease.Claim.JobId, error);
        }
        finally
        {
            leases.LetGo(lease);
            lease.Dispose();
            Pulse.Beat();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue cannot be read, the database does not answer; trying again")]
    private static partial void LogNoQueue(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The run of job {JobId} ended without a record; it will be marked as interrupted")]
    private static partial void LogRunLost(ILogger logger, Guid jobId, Exception error);
}
