using System.Collections.Concurrent;
using BorgUi.Core.Jobs;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Renews the leases of all running jobs, and hears with the same answer whose cancel was asked for. When the database does
/// not answer, it ends the jobs before their leases do: then nobody else can be running them.
/// </summary>
internal sealed partial class JobLeaseKeeper(JobQueue queue, IOptions<WorkerOptions> options, TimeProvider time, ILogger<JobLeaseKeeper> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, JobLease> _leases = new();

    /// <summary>Brings the next renewal forward, to hear of a cancel at once.</summary>
    public JobPulse Pulse { get; } = new(time);

    public JobLease Hold(JobClaim claim) => _leases[claim.LeaseId] = new(claim, time);

    public void LetGo(JobLease lease) => _leases.TryRemove(lease.Claim.LeaseId, out _);

    /// <summary>Asks every running job to stop, because this worker does.</summary>
    public void StopAll()
    {
        foreach (var lease in _leases.Values)
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
            patience.CancelAfter(options.Value.RenewEvery);
            Apply(leases, await queue.RenewAsync([.. leases.Select(lease => lease.Claim.LeaseId)], options.Value.Lease, patience.Token));
        }
        catch (Exception error) when (error is Npgsql.NpgsqlException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogNotRenewed(logger, leases.Count, error);
            EndUnrenewed(leases);
        }
    }

    private static void Apply(List<JobLease> leases, IReadOnlyList<JobRenewal> renewals)
    {
        var renewed = renewals.ToDictionary(renewal => renewal.LeaseId);
        foreach (var lease in leases)
        {
            if (!renewed.TryGetValue(lease.Claim.LeaseId, out var renewal))
            {
                lease.Kill(JobStopReason.LeaseLost);
                continue;
            }

            lease.Renewed();
            if (renewal.CancelRequested)
            {
                lease.Stop(JobStopReason.CancelRequested);
            }
        }
    }

    private void EndUnrenewed(List<JobLease> leases)
    {
        foreach (var lease in leases)
        {
            if (lease.SinceRenewal >= options.Value.KillUnrenewedAfter)
            {
                lease.Kill(JobStopReason.LeaseLost);
            }
            else if (lease.SinceRenewal >= options.Value.EndUnrenewedAfter)
            {
                lease.Stop(JobStopReason.LeaseLost);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases of {Count} running jobs could not be renewed")]
    private static partial void LogNotRenewed(ILogger logger, int count, Exception error);
}
