using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Writes a job's log in order, in batches, to the row and to those who follow. What waits is bounded by what the log keeps
/// anyway: a flood costs no memory, does not stop borg, and the cut is counted.
/// </summary>
internal sealed partial class JobLogWriter : IAsyncDisposable
{
    private const int WaitingLimit = JobLogStore.HeadLines + JobLogStore.TailLines;
    private const int BatchLines = 2_000;

    // A person cannot read more than this as it goes by; the page fetches the rest from the row.
    private const int LiveLines = 200;
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMilliseconds(250);

    private readonly JobLease _lease;
    private readonly JobLogStore _store;
    private readonly JobEvents _events;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly Queue<JobLogLine> _waiting = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _pump;
    private long _number;
    private long _omitted;

    public JobLogWriter(Job job, JobLease lease, JobLogStore store, JobEvents events, TimeProvider time, ILogger<JobLogWriter> logger)
    {
        (_lease, _store, _events, _time, _logger, _number) = (lease, store, events, time, logger, job.LogLines);
        _pump = PumpAsync();
    }

    public void Write(JobLogLevel level, string message)
    {
        var text = StorableText.Of(message.TrimEnd('\r', '\n'), JobLogStore.MaximumLineLength);
        lock (_lock)
        {
            _waiting.Enqueue(new(++_number, _time.GetUtcNow(), level, text));
            if (_waiting.Count > WaitingLimit)
            {
                _waiting.Dequeue();
                _omitted++;
            }
        }
    }

    /// <summary>Writes what still waits; gives up only when the job is no longer ours.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _pump;
        _ended.Dispose();
    }

    private async Task PumpAsync()
    {
        using var timer = new PeriodicTimer(WriteEvery, _time);
        var ended = false;
        while (!ended)
        {
            try
            {
                await timer.WaitForNextTickAsync(_ended.Token);
            }
            catch (OperationCanceledException)
            {
                ended = true;
            }

            while (Take() is ({ Count: > 0 } batch, var omitted) && !_lease.Killing.IsCancellationRequested)
            {
                await StoreAsync(batch, omitted);
            }
        }
    }

    private (List<JobLogLine> Batch, long Omitted) Take()
    {
        lock (_lock)
        {
            var batch = new List<JobLogLine>(Math.Min(_waiting.Count, BatchLines));
            while (batch.Count < BatchLines && _waiting.TryDequeue(out var line))
            {
                batch.Add(line);
            }

            var omitted = _omitted;
            _omitted = 0;
            return (batch, omitted);
        }
    }

    private async Task StoreAsync(List<JobLogLine> batch, long omitted)
    {
        while (!_lease.Killing.IsCancellationRequested)
        {
            try
            {
                if (await _store.AppendAsync(_lease.Claim, batch, omitted, _lease.Killing))
                {
                    await PublishAsync(batch);
                }

                return;
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or TimeoutException)
            {
                LogNotWritten(_logger, error);
                await Task.Delay(WriteEvery * 4, _time, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private ValueTask PublishAsync(List<JobLogLine> batch) => _events.PublishAsync(
        new JobLogAppended { JobId = _lease.Claim.JobId, Sequence = batch[^1].Number, Lines = batch.Count > LiveLines ? batch[^LiveLines..] : batch },
        CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Log lines could not be written, the database does not answer; trying again")]
    private static partial void LogNotWritten(ILogger logger, Exception error);
}
