using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Thins out progress: the newest wins. Those who watch get at most four a second, the row about one. A percent never goes
/// back, and never says 100 before the end.
/// </summary>
internal sealed partial class JobProgressReporter : IAsyncDisposable
{
    private const double AlmostDone = 99;
    private const int PublishesPerWrite = 4;
    private static readonly TimeSpan PublishEvery = TimeSpan.FromMilliseconds(250);

    private readonly JobClaim _claim;
    private readonly JobLedger _ledger;
    private readonly JobEvents _events;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _pump;
    private long _sequence;
    private volatile JobProgress _newest;
    private int _warnings;
    private int _changes;

    public JobProgressReporter(Job job, JobClaim claim, JobLedger ledger, JobEvents events, TimeProvider time, ILogger<JobProgressReporter> logger)
    {
        (_claim, _ledger, _events, _logger, _sequence) = (claim, ledger, events, logger, claim.Sequence);
        (_newest, _warnings) = (job.Progress, job.WarningCount);
        _pump = PumpAsync(time);
    }

    public JobProgress Newest => _newest;

    public int Warnings => _warnings;

    /// <summary>The sequence of the last published event.</summary>
    public long Sequence => Interlocked.Read(ref _sequence);

    public void Report(JobProgress progress)
    {
        var percent = progress.Percent is { } value ? Math.Clamp(value, Math.Min(_newest.Percent ?? 0, AlmostDone), AlmostDone) : _newest.Percent;
        _newest = progress with { Percent = percent };
        Interlocked.Increment(ref _changes);
    }

    public void CountWarning()
    {
        Interlocked.Increment(ref _warnings);
        Interlocked.Increment(ref _changes);
    }

    /// <summary>Stops reporting; what was not sent yet is told with the end of the job.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _pump;
        _ended.Dispose();
    }

    private async Task PumpAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(PublishEvery, time);
        try
        {
            var (seen, written) = (0, 0);
            for (var tick = 1; await timer.WaitForNextTickAsync(_ended.Token); tick++)
            {
                var changes = Volatile.Read(ref _changes);
                if (changes != seen)
                {
                    seen = changes;
                    await PublishAsync();
                }

                if (tick % PublishesPerWrite == 0 && seen != written)
                {
                    written = seen;
                    await WriteAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }

    private ValueTask PublishAsync() => _events.PublishAsync(
        JobEvents.Update(_claim, JobStatus.Running, Interlocked.Increment(ref _sequence), _newest, _warnings), _ended.Token);

    private async Task WriteAsync()
    {
        try
        {
            await _ledger.RecordProgressAsync(_claim, _newest, _warnings, Sequence, _ended.Token);
        }
        catch (Exception error) when (error is Npgsql.NpgsqlException or TimeoutException)
        {
            LogNotWritten(_logger, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The progress could not be written, the database does not answer")]
    private static partial void LogNotWritten(ILogger logger, Exception error);
}
