using System.Collections.Concurrent;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Renews the leases of all running jobs, and hears with the same answer what people want of them. When the database does
/// not answer, the jobs end before their leases do (<see cref="JobLease"/>): then nobody else can be running them.
/// </summary>
internal sealed partial class JobLeaseKeeper(JobQueue queue, IOptions<WorkerOptions> options, TimeProvider time, ILogger<JobLeaseKeeper> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, JobLease> _leases = new();

    /// <summary>Brings the next renewal forward, to hear of a cancel at once.</summary>
    public JobPulse Pulse { get; } = new(time);

    /// <param name="claimedAt">A timestamp from before the claim.</param>
    public JobLease Hold(JobClaim claim, long claimedAt) => _leases[claim.LeaseId] = new(claim, options.Value, claimedAt, time);

    public void LetGo(JobLease lease) => _leases.TryRemove(lease.Claim.LeaseId, out _);

    /// <summary>Asks the running jobs of some kinds to stop, because this worker does.</summary>
    public void StopAll(Func<JobType, bool> kinds)
    {
        foreach (var lease in _leases.Values.Where(lease => kinds(lease.Claim.JobType)))
        {
            lease.Stop(JobStopReason.Shutdown);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Pulse.WaitAsync(options.Value.RenewEvery, stoppingToken);
            await RenewAsync(stoppingToken);
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var leases = _leases.Values.ToList();
        if (leases.Count == 0)
        {
            return;
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(options.Value.RenewWithin);
            var askedAt = time.GetTimestamp();
            Apply(leases, askedAt, await queue.RenewAsync([.. leases.Select(lease => lease.Claim.LeaseId)], options.Value.Lease, patience.Token));
        }
        catch (Exception error) when (error is Npgsql.NpgsqlException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogNotRenewed(logger, leases.Count, error);
        }
    }

    private static void Apply(List<JobLease> leases, long askedAt, IReadOnlyList<JobRenewal> renewals)
    {
        var renewed = renewals.ToDictionary(renewal => renewal.LeaseId);
        foreach (var lease in leases)
        {
            if (!renewed.TryGetValue(lease.Claim.LeaseId, out var renewal))
            {
                lease.Kill(JobStopReason.LeaseLost);
                continue;
            }

            lease.Renewed(askedAt);
            if (renewal.CancelRequested || renewal.PauseRequested)
            {
                lease.Stop(renewal.CancelRequested ? JobStopReason.CancelRequested : JobStopReason.PauseRequested);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases of {Count} running jobs could not be renewed")]
    private static partial void LogNotRenewed(ILogger logger, int count, Exception error);
}
