using System.Threading.Channels;
using BorgUi.Processes;

namespace BorgUi.Worker.Borg;

/// <summary>
/// A running borg. <see cref="Events"/> must be read, by one reader: when nobody does, borg waits. The token that it was
/// started with ends it by the recipe for its command, and the remaining events and the end still come.
/// </summary>
internal sealed partial class BorgProcess : IAsyncDisposable
{
    // The most that a pipe holds unless root raised the limit: what comes after this much is not borg's any more.
    private const int PipeBytes = 1024 * 1024;

    private readonly ChildProcess _child;
    private readonly BorgCommand _command;
    private readonly BorgOptions _options;
    private readonly TimeProvider _time;
    private readonly SshLog? _sshLog;
    private readonly ILogger _logger;

    // Full mode Wait: borg itself is slowed down rather than that a line is lost.
    private readonly Channel<BorgEvent> _events;
    private readonly BorgDiagnosis _diagnosis;
    private readonly BorgEnding _ending;
    private readonly OutputCollector _output;
    private readonly CancellationTokenSource _disposed = new();
    private readonly CancellationTokenSource _reading;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<BorgEnded> _run;
    private Task _stopping = Task.CompletedTask;
    private int _stop;
    private int _blockedReaders;
    private long _bytesAfterExit;

    internal BorgProcess(
        ChildProcess child, BorgCommand command, BorgOptions options, TimeProvider time, SshLog? sshLog, ILogger logger, CancellationToken cancellationToken)
    {
        (_child, _command, _options, _time, _sshLog, _logger) = (child, command, options, time, sshLog, logger);
        _events = Channel.CreateBounded<BorgEvent>(new BoundedChannelOptions(options.EventBuffer) { SingleReader = true });
        _diagnosis = new(command.Verb);
        _ending = new(child, options, time);
        _output = new(options.MaxOutputBytes);
        _reading = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
        _run = RunAsync(cancellationToken);
    }

    /// <summary>Pid and start time, to recognise this borg after a crash of the worker; null when it ended at once.</summary>
    public ProcessIdentity? Identity => _child.Identity;

    /// <summary>Everything borg says, in order for each stream; the last one is <see cref="BorgEnded"/>.</summary>
    public IAsyncEnumerable<BorgEvent> Events => _events.Reader.ReadAllAsync(CancellationToken.None);

    /// <summary>Ends borg without a checkpoint: SIGTERM, so that it removes its locks. For a lease that runs out.</summary>
    public void Terminate()
    {
        Interlocked.CompareExchange(ref _stop, (int)BorgStop.Killed, (int)BorgStop.None);
        _child.Send(Signal.Terminate);
    }

    /// <summary>Ends borg and all that it started at once; its locks stay. For a lease that is lost.</summary>
    public void Kill()
    {
        Interlocked.CompareExchange(ref _stop, (int)BorgStop.Killed, (int)BorgStop.None);
        _child.Send(Signal.Kill, wholeGroup: true);
    }

    /// <summary>Kills borg if it still runs; events that were not read are lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_run.IsCompleted)
        {
            await _disposed.CancelAsync();
            Kill();
        }

        try
        {
            await _run;
        }
        catch (Exception error) when (error is OperationCanceledException or ChannelClosedException)
        {
            LogAbandoned(_child.Id);
        }

        await _child.DisposeAsync();
        _sshLog?.Dispose();
        _reading.Dispose();
        _disposed.Dispose();
    }

    private async Task<BorgEnded> RunAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        LogStarted(_child.Id, _command.DisplayText);
        try
        {
            var reading = Task.WhenAll(ReadAsync(_child.Error, ReadErrorAsync), ReadAsync(_child.Output, ReadOutputAsync));
            await using var cancellation = cancellationToken.Register(() => Stop(BorgStop.Cancelled));
            var exitCode = new BorgExitCode(await _child.WaitForExitAsync(CancellationToken.None));
            _exited.SetResult();
            var complete = await ReadToEndAsync(reading);
            await _stopping;
            var ended = Conclude(exitCode, _time.GetElapsedTime(started), complete);
            LogEnded(_child.Id, exitCode, ended.Outcome, ended.Stop);
            await _events.Writer.WriteAsync(ended, _disposed.Token);
            _events.Writer.Complete();
            return ended;
        }
        catch (Exception error)
        {
            // Whoever reads the events, or disposes us, gets it.
            _events.Writer.TryComplete(error);
            throw;
        }
    }

    private async Task ReadAsync(Stream stream, Func<Stream, Task> read)
    {
        // Not on the thread of whoever starts borg: a pipe that has data is read synchronously.
        await Task.Yield();
        try
        {
            await read(stream);
        }
        catch
        {
            // An unread pipe would stop borg for ever.
            Kill();
            throw;
        }
    }

    private Task ReadErrorAsync(Stream stream) => new LineReader(stream, _options.MaxLineBytes).ReadToEndAsync(
        async line =>
        {
            CountAfterExit(line.LengthBytes);
            if (line.Cut)
            {
                await PublishAsync(BorgEventParser.ParseBeginning(line.Utf8.Span, line.LengthBytes));
                return;
            }

            var happened = BorgEventParser.Parse(line.Utf8.Span, out var before);
            if (before is not null)
            {
                await PublishAsync(before);
            }

            await PublishAsync(happened);
        },
        _reading.Token);

    private Task ReadOutputAsync(Stream stream) => _command.Output switch
    {
        BorgOutput.Lines => new LineReader(stream, _options.MaxLineBytes).ReadToEndAsync(
            line =>
            {
                CountAfterExit(line.LengthBytes);
                return PublishAsync(new OutputLine(line.Utf8.ToArray(), line.Cut));
            },
            _reading.Token),
        _ => _output.ReadToEndAsync(stream, () => Stop(BorgStop.OutputTooLarge), _reading.Token),
    };

    private async ValueTask PublishAsync(BorgEvent happened)
    {
        _reading.Token.ThrowIfCancellationRequested();
        lock (_diagnosis)
        {
            _diagnosis.Observe(happened);
        }

        _ending.Observe(happened);
        if (_diagnosis.RepositoryIsFull)
        {
            Stop(BorgStop.RepositoryFull);
        }

        if (_events.Writer.TryWrite(happened))
        {
            return;
        }

        Interlocked.Increment(ref _blockedReaders);
        await _events.Writer.WriteAsync(happened, _reading.Token);
        Interlocked.Decrement(ref _blockedReaders);
    }

    private void CountAfterExit(long bytes)
    {
        if (_exited.Task.IsCompleted)
        {
            Interlocked.Add(ref _bytesAfterExit, bytes);
        }
    }

    private void Stop(BorgStop why)
    {
        if (Interlocked.CompareExchange(ref _stop, (int)why, (int)BorgStop.None) != (int)BorgStop.None)
        {
            return;
        }

        LogStopping(_child.Id, why);
        _stopping = _ending.EndAsync(_command.Verb, why, _exited.Task);
    }

    // False when something that borg left behind still holds the pipes: it is not waited for.
    private async Task<bool> ReadToEndAsync(Task reading)
    {
        while (true)
        {
            var before = Interlocked.Read(ref _bytesAfterExit);
            try
            {
                await reading.WaitAsync(_options.EndOfOutputPatience, _time);
                return true;
            }
            catch (TimeoutException) when (!reading.IsCompleted)
            {
                var after = Interlocked.Read(ref _bytesAfterExit);
                var readerIsSlow = Volatile.Read(ref _blockedReaders) > 0 || after != before;
                if (!readerIsSlow || after > PipeBytes + _options.MaxLineBytes)
                {
                    LogPipesHeld(_child.Id);
                    await _reading.CancelAsync();
                    return false;
                }
            }
        }
    }

    private BorgEnded Conclude(BorgExitCode exitCode, TimeSpan duration, bool complete)
    {
        lock (_diagnosis)
        {
            var stop = (BorgStop)Volatile.Read(ref _stop);
            var outcome = stop is BorgStop.OutputTooLarge or BorgStop.RepositoryFull ? BorgOutcome.Failure : _diagnosis.Judge(exitCode);
            return new()
            {
                ExitCode = exitCode,
                Outcome = outcome,
                Stop = stop,
                Duration = duration,
                Error = outcome == BorgOutcome.Failure ? Explain(stop, exitCode) : null,
                Warnings = _diagnosis.Warnings,
                LastMessages = _diagnosis.LastMessages,
                Output = _output.Bytes,
                OutputIsComplete = complete,
            };
        }
    }

    private BorgError? Explain(BorgStop stop, BorgExitCode exitCode) => stop switch
    {
        BorgStop.Cancelled or BorgStop.Killed => null,
        BorgStop.RepositoryFull => BorgErrorCatalogue.RepositoryFull(_diagnosis),
        BorgStop.OutputTooLarge => BorgErrorCatalogue.OutputTooLarge(_diagnosis, _options.MaxOutputBytes),
        _ => BorgErrorCatalogue.Explain(_diagnosis, exitCode, _sshLog?.ReadLastLines() ?? []),
    };

    [LoggerMessage(LogLevel.Information, "Started borg as process {ProcessId}: {Command}")]
    private partial void LogStarted(int processId, string command);

    [LoggerMessage(LogLevel.Information, "Ending borg process {ProcessId}: {Reason}")]
    private partial void LogStopping(int processId, BorgStop reason);

    [LoggerMessage(LogLevel.Information, "borg process {ProcessId} ended with {ExitCode}: {Outcome}, {Stop}")]
    private partial void LogEnded(int processId, BorgExitCode exitCode, BorgOutcome outcome, BorgStop stop);

    [LoggerMessage(LogLevel.Warning, "A process that borg {ProcessId} left behind holds its output open; not waiting for it")]
    private partial void LogPipesHeld(int processId);

    [LoggerMessage(LogLevel.Warning, "borg process {ProcessId} was abandoned before its end")]
    private partial void LogAbandoned(int processId);
}
