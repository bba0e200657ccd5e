using BorgUi.Processes;

namespace BorgUi.Worker.Borg;

/// <summary>
/// A running borg. <see cref="Events"/> must be read, by one reader: when nobody does, borg waits. The token that it was
/// started with ends it by the recipe for its command, and the remaining events and the end still come.
/// </summary>
internal sealed partial class BorgProcess : IAsyncDisposable
{
    private readonly ChildProcess _child;
    private readonly BorgCommand _command;
    private readonly BorgOptions _options;
    private readonly TimeProvider _time;
    private readonly SshLog? _sshLog;
    private readonly ILogger _logger;
    private readonly BorgStreams _streams;
    private readonly BorgDiagnosis _diagnosis;
    private readonly BorgEnding _ending;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _run;
    private Task _stopping = Task.CompletedTask;
    private Task _killing = Task.CompletedTask;
    private int _stop;

    internal BorgProcess(
        ChildProcess child, BorgCommand command, BorgOptions options, TimeProvider time, SshLog? sshLog, ILogger logger, CancellationToken cancellationToken)
    {
        (_child, _command, _options, _time, _sshLog, _logger) = (child, command, options, time, sshLog, logger);
        _streams = new(child, options, time);
        _diagnosis = new(command.Verb);
        _ending = new(child, options, time);
        _run = RunAsync(cancellationToken);
    }

    /// <summary>Pid and start time, to recognise this borg after a crash of the worker; null when it ended at once.</summary>
    public ProcessIdentity? Identity => _child.Identity;

    /// <summary>Everything borg says, in order for each stream; the last one is <see cref="BorgEnded"/>.</summary>
    public IAsyncEnumerable<BorgEvent> Events => _streams.Events;

    /// <summary>Standard output of a command that leaves it to its caller, who must read it to the end.</summary>
    public Stream Output => _command.Output == BorgOutput.Bytes ? _child.Output : throw new InvalidOperationException("This command's output is read already.");

    /// <summary>Ends borg without a checkpoint: SIGTERM, so that it removes its locks. For a lease that runs out.</summary>
    public void Terminate()
    {
        Remember(BorgStop.Killed);
        _child.Send(Signal.Terminate);
    }

    /// <summary>As <see cref="Terminate"/>, but kills it when it has not ended in time. For a lease that is lost.</summary>
    public void Kill(TimeSpan grace)
    {
        Terminate();
        _killing = KillUnlessEndedAsync(grace);
    }

    /// <summary>Ends borg and all that it started at once; its locks stay.</summary>
    public void Kill()
    {
        Remember(BorgStop.Killed);
        _child.Send(Signal.Kill, wholeGroup: true);
    }

    /// <summary>Kills borg if it still runs; events that were not read are lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_run.IsCompleted)
        {
            await _streams.CloseAsync();
            Kill();
        }

        // Its error went to the reader of the events.
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _killing;
        await _child.DisposeAsync();
        _streams.Dispose();
        _sshLog?.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        LogStarted(_child.Id, _command.DisplayText);
        try
        {
            _streams.Start(_command.Output, Observe, () => Stop(BorgStop.OutputTooLarge));
            await using var cancellation = cancellationToken.Register(() => Stop(BorgStop.Cancelled));
            var exitCode = new BorgExitCode(await _child.WaitForExitAsync(CancellationToken.None));
            _exited.SetResult();
            var complete = await _streams.EndAsync();
            if (!complete)
            {
                LogPipesHeld(_child.Id);
            }

            await _stopping;
            var ended = Conclude(exitCode, _time.GetElapsedTime(started), complete);
            LogEnded(_child.Id, exitCode, ended.Outcome, ended.Stop);
            await _streams.CompleteAsync(ended);
        }
        catch (Exception error)
        {
            _streams.Fail(error);
            throw;
        }
    }

    private void Observe(BorgEvent happened)
    {
        _ending.Observe(happened);
        lock (_diagnosis)
        {
            _diagnosis.Observe(happened);
        }

        if (_diagnosis.Pointless is var why and not BorgStop.None)
        {
            Stop(why);
        }
    }

    private void Stop(BorgStop why)
    {
        if (Remember(why))
        {
            LogStopping(_child.Id, why);
            _stopping = _ending.EndAsync(_command.Verb, why, _exited.Task);
        }
    }

    private async Task KillUnlessEndedAsync(TimeSpan grace)
    {
        try
        {
            await _exited.Task.WaitAsync(grace, _time);
        }
        catch (TimeoutException)
        {
            Kill();
        }
    }

    private bool Remember(BorgStop why) => Interlocked.CompareExchange(ref _stop, (int)why, (int)BorgStop.None) == (int)BorgStop.None;

    private BorgEnded Conclude(BorgExitCode exitCode, TimeSpan duration, bool complete)
    {
        // Locked, for a reader that was given up may still be at it.
        lock (_diagnosis)
        {
            var stop = (BorgStop)Volatile.Read(ref _stop);
            var outcome = stop is BorgStop.OutputTooLarge or BorgStop.RepositoryFull or BorgStop.ConnectionLost ? BorgOutcome.Failure : _diagnosis.Judge(exitCode);
            return new()
            {
                ExitCode = exitCode,
                Outcome = outcome,
                Stop = stop,
                Duration = duration,
                Error = outcome == BorgOutcome.Failure ? Explain(stop, exitCode) : null,
                Warnings = _diagnosis.Warnings,
                LastMessages = _diagnosis.LastMessages,
                Output = _streams.Collected,
                OutputIsComplete = complete,
            };
        }
    }

    private BorgError? Explain(BorgStop stop, BorgExitCode exitCode) => stop switch
    {
        BorgStop.Cancelled or BorgStop.Killed => null,
        BorgStop.RepositoryFull => BorgErrorCatalogue.RepositoryFull(_diagnosis),
        BorgStop.ConnectionLost => BorgErrorCatalogue.LostConnection(_diagnosis),
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
}
