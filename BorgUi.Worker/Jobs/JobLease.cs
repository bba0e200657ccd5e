using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Jobs;

internal enum JobStopReason
{
    None,

    /// <summary>A person asked for it.</summary>
    CancelRequested,

    /// <summary>This worker is being shut down.</summary>
    Shutdown,

    /// <summary>The job may belong to somebody else by now; nothing may be written.</summary>
    LeaseLost,
}

/// <summary>Our hold on one running job, and the tokens that say when it is over.</summary>
internal sealed class JobLease(JobClaim claim, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly Lock _lock = new();
    private long _renewedAt = time.GetTimestamp();
    private bool _over;

    public JobClaim Claim => claim;

    public JobStopReason StopReason { get; private set; }

    /// <summary>Borg should end in its own good way.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Borg must be gone at once.</summary>
    public CancellationToken Killing => _kill.Token;

    public TimeSpan SinceRenewal => time.GetElapsedTime(_renewedAt);

    public void Renewed() => _renewedAt = time.GetTimestamp();

    /// <summary>Asks the run to stop. The first reason stays, except that a lost lease overrides all; after the end nothing happens.</summary>
    public void Stop(JobStopReason reason) => End(reason, _stop);

    /// <summary>As <see cref="Stop"/>, and at once.</summary>
    public void Kill(JobStopReason reason)
    {
        Stop(reason);
        End(reason, _kill);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _over = true;
            _stop.Dispose();
            _kill.Dispose();
        }
    }

    // A renewal may come back just when the run has ended.
    private void End(JobStopReason reason, CancellationTokenSource means)
    {
        lock (_lock)
        {
            if (!_over)
            {
                StopReason = StopReason == JobStopReason.None || reason == JobStopReason.LeaseLost ? reason : StopReason;
                means.Cancel();
            }
        }
    }
}
