using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Jobs;

internal enum JobStopReason
{
    None,

    /// <summary>A person wants it to go on later.</summary>
    PauseRequested,

    /// <summary>A person asked for it.</summary>
    CancelRequested,

    /// <summary>This worker is being shut down.</summary>
    Shutdown,

    /// <summary>The job may belong to somebody else by now; nothing may be written.</summary>
    LeaseLost,
}

/// <summary>
/// Our hold on one running job, and the tokens that say when it is over. Its end is a timer of its own: it comes in time also
/// when the database neither answers nor refuses, and at once when this process was frozen for too long.
/// </summary>
internal sealed class JobLease : IDisposable
{
    private static readonly TimeSpan LateKillGrace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly Lock _lock = new();
    private readonly WorkerOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _stopTimer;
    private readonly ITimer _killTimer;
    private long _renewedAt;
    private bool _over;

    /// <param name="claimedAt">A timestamp from before the claim: the database counts the lease from a moment after it.</param>
    public JobLease(JobClaim claim, WorkerOptions options, long claimedAt, TimeProvider time)
    {
        (Claim, _options, _time) = (claim, options, time);
        _stopTimer = time.CreateTimer(_ => Stop(JobStopReason.LeaseLost), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _killTimer = time.CreateTimer(_ => Kill(JobStopReason.LeaseLost), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Renewed(claimedAt);
    }

    public JobClaim Claim { get; }

    public JobStopReason StopReason { get; private set; }

    /// <summary>Borg should end in its own good way.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Borg must be gone at once.</summary>
    public CancellationToken Killing => _kill.Token;

    /// <summary>
    /// How long borg may take to remove its locks before it is killed: while the lease holds it must be gone before the end of it,
    /// after that only its lock keeps others out, and it should not stay.
    /// </summary>
    public TimeSpan KillGrace => _time.GetElapsedTime(Interlocked.Read(ref _renewedAt)) < _options.Lease ? _options.Lease / 12 : LateKillGrace;

    /// <summary>The lease runs anew from <paramref name="askedAt"/>, a timestamp from before the renewal.</summary>
    public void Renewed(long askedAt)
    {
        lock (_lock)
        {
            if (!_over)
            {
                _renewedAt = askedAt;
                _stopTimer.Change(Left(_options.EndUnrenewedAfter, askedAt), Timeout.InfiniteTimeSpan);
                _killTimer.Change(Left(_options.KillUnrenewedAfter, askedAt), Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>
    /// Asks the run to stop. The first reason stays, except that a cancel overrides a pause and a lost lease overrides all;
    /// after the end nothing happens.
    /// </summary>
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
            _stopTimer.Dispose();
            _killTimer.Dispose();
            _stop.Dispose();
            _kill.Dispose();
        }
    }

    private TimeSpan Left(TimeSpan patience, long since)
    {
        var left = patience - _time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    // A renewal may come back just when the run has ended.
    private void End(JobStopReason reason, CancellationTokenSource means)
    {
        lock (_lock)
        {
            if (!_over)
            {
                StopReason = (StopReason, reason) switch
                {
                    (JobStopReason.None, _) or (_, JobStopReason.LeaseLost) or (JobStopReason.PauseRequested, JobStopReason.CancelRequested) => reason,
                    _ => StopReason,
                };
                means.Cancel();
            }
        }
    }
}
