using BorgUi.Processes;

namespace BorgUi.Worker.Borg;

/// <summary>How a run is ended from our side: politely, then less so.</summary>
internal sealed class BorgEnding(ChildProcess child, BorgOptions options, TimeProvider time)
{
    private readonly TaskCompletionSource _checkpoint = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _interrupted;

    /// <summary>Waits for the checkpoint that a SIGINT makes borg write.</summary>
    public void Observe(BorgEvent happened)
    {
        // {"operation": 2, "msgid": "cache.commit", "type": "progress_message", "finished": true, "time": 1795313598.6256847}
        if (_interrupted && happened is ProgressMessage { MessageId: "cache.commit", Finished: true })
        {
            _checkpoint.TrySetResult();
        }
    }

    /// <summary>
    /// A create gets SIGINT and time for its checkpoint: then it would go on to the end of the current file, which may take
    /// hours, so SIGTERM follows. All other commands swallow the first SIGINT. Deaf ones are killed with their group; before
    /// that only borg is signalled, for ssh must live to let the server's borg remove its lock.
    /// </summary>
    public async Task EndAsync(BorgVerb verb, BorgStop why, Task exited)
    {
        if (verb == BorgVerb.Create && why == BorgStop.Cancelled)
        {
            _interrupted = true;
            child.Send(Signal.Interrupt);
            await HappensAsync(Task.WhenAny(_checkpoint.Task, exited), options.CheckpointPatience);
        }

        child.Send(Signal.Terminate);
        if (!await HappensAsync(exited, options.TerminatePatience))
        {
            child.Send(Signal.Kill, wholeGroup: true);
        }
    }

    private async Task<bool> HappensAsync(Task awaited, TimeSpan patience)
    {
        try
        {
            await awaited.WaitAsync(patience, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
