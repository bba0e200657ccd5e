using BorgUi.LocalHosting.ApplicationModel;

namespace BorgUi.LocalHosting.Running;

/// <summary>The life of one instance: waits, starts, is watched, is started again when it crashes, and stops when told to.</summary>
internal sealed class ResourceLifecycle(ResourceInstance instance, IResourceProgram program, DependencyGate gate, TimeProvider time) : IDisposable
{
    private const int LinesOfEvidence = 10;

    private readonly CancellationTokenSource _stop = new();
    private readonly RestartBackoff _backoff = new(time);
    private Task _life = Task.CompletedTask;
    private IRunningProgram? _running;
    private bool _wasReady;

    public ResourceInstance Instance => instance;

    public void Start() => _life = LiveAsync(_stop.Token);

    /// <summary>Stops it and answers when it has ended.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _life;
    }

    /// <summary>Ends it at once, for those who cannot wait.</summary>
    public void Kill()
    {
        _stop.Cancel();
        Volatile.Read(ref _running)?.Kill();
    }

    public void Dispose() => _stop.Dispose();

    private async Task LiveAsync(CancellationToken stop)
    {
        try
        {
            await WaitForDependenciesAsync(stop);
            while (await RunOnceAsync(stop) is { } delay)
            {
                await Task.Delay(delay, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            instance.Publish(snapshot => snapshot with { State = KnownResourceStates.Finished, IsHealthy = null, Message = null });
        }
        catch (Exception error)
        {
            // At the edge of the instance: whatever went wrong is its failure, not the end of the others.
            Fail(error is HostingException ? error.Message : $"'{instance.Id}' failed: {error}");
        }
    }

    private async Task WaitForDependenciesAsync(CancellationToken stop)
    {
        var names = DependencyGate.NamesFor(instance.Resource);
        if (names.Count > 0)
        {
            instance.Publish(snapshot => snapshot with { State = KnownResourceStates.Waiting, Message = $"waits for {string.Join(", ", names)}" });
            await gate.WaitAsync(instance.Resource, stop);
        }
    }

    /// <summary>Runs it to its end; answers after what time it is to be started again, or null.</summary>
    private async Task<TimeSpan?> RunOnceAsync(CancellationToken stop)
    {
        instance.Publish(snapshot => snapshot with { State = KnownResourceStates.Starting, IsHealthy = null, ExitCode = null, Message = null });
        await using var running = await program.StartAsync(stop);
        Volatile.Write(ref _running, running);
        _backoff.Started();
        instance.Publish(snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            ProcessId = running.ProcessId,
            StartedAt = time.GetUtcNow(),
        });
        try
        {
            await WatchAsync(running, stop);
            return stop.IsCancellationRequested ? await StopAsync(running) : Ended(await running.Completion);
        }
        finally
        {
            Volatile.Write(ref _running, null);
        }
    }

    private async Task<TimeSpan?> StopAsync(IRunningProgram running)
    {
        instance.Publish(snapshot => snapshot with { State = KnownResourceStates.Stopping, IsHealthy = null });
        await running.StopAsync();
        PublishFinished(await running.Completion);
        return null;
    }

    /// <summary>Keeps asking for health until the end of the program, or until it is to be stopped.</summary>
    private async Task WatchAsync(IRunningProgram running, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var health = new HealthMonitor(program, PublishHealth, time).RunAsync(ended.Token);
        await Task.WhenAny(running.Completion, health);
        await ended.CancelAsync();
        try
        {
            await health;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // It watches for as long as the program runs.
        }
        catch (HostingException) when (running.Completion.IsCompleted)
        {
            // That it cannot be asked any more follows from its end.
        }
    }

    private void PublishHealth(string? trouble)
    {
        _wasReady |= trouble is null;
        if (trouble is not null && trouble != instance.Snapshot.Message)
        {
            instance.Log.Say($"is not healthy: {trouble}");
        }

        instance.Publish(snapshot => snapshot with { IsHealthy = trouble is null, Message = trouble });
    }

    private TimeSpan? Ended(int exitCode)
    {
        if (!program.IsCrash(exitCode))
        {
            PublishFinished(exitCode);
            return null;
        }

        if (!_wasReady)
        {
            Fail($"'{instance.Id}' ended with exit code {exitCode} before it was ready. Its last lines:\n{instance.Log.Tail(LinesOfEvidence)}");
            return null;
        }

        var delay = _backoff.Crashed();
        var message = $"ended with exit code {exitCode}; it is started again in {delay.TotalSeconds:0} s";
        instance.Log.Say(message);
        instance.Publish(snapshot => snapshot with
        {
            State = KnownResourceStates.Starting,
            IsHealthy = null,
            ExitCode = exitCode,
            ProcessId = null,
            Restarts = snapshot.Restarts + 1,
            Message = message,
        });
        return delay;
    }

    private void PublishFinished(int exitCode)
    {
        instance.Log.Say($"ended with exit code {exitCode}");
        instance.Publish(snapshot => snapshot with
        {
            State = KnownResourceStates.Finished,
            IsHealthy = null,
            ExitCode = exitCode,
            ProcessId = null,
            Message = null,
        });
    }

    private void Fail(string message)
    {
        instance.Log.Say("failed to start");
        instance.Publish(snapshot => snapshot with { State = KnownResourceStates.FailedToStart, IsHealthy = null, ProcessId = null, Message = message });
    }
}
