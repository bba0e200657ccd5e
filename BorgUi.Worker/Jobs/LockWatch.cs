using BorgUi.Contracts.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Says for whom a borg waits: it is silent itself until it has the lock or its patience is over. Only a repository of this
/// machine can be looked into.
/// </summary>
internal sealed class LockWatch : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly JobRun _run;
    private readonly LockHolder _self;
    private readonly bool _isReader;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _looking;

    /// <param name="self">The borg that may have to wait.</param>
    public LockWatch(JobRun run, BorgVerb verb, LockHolder self, TimeProvider time)
    {
        (_run, _self, _time) = (run, self, time);
        _isReader = verb is BorgVerb.ListArchives or BorgVerb.ListFiles or BorgVerb.Info or BorgVerb.Diff or BorgVerb.Extract;
        _looking = run.Job.Repository?.Location is ['/', ..] folder ? LookAsync(folder) : Task.CompletedTask;
    }

    /// <summary>borg reports progress only when it has the lock.</summary>
    public void Observe(BorgEvent happened)
    {
        if (happened is not LogMessage)
        {
            _over.Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _looking;
        _over.Dispose();
    }

    private async Task LookAsync(string folder)
    {
        using var timer = new PeriodicTimer(LookEvery, _time);
        var before = _run.Progress.Newest.Message;
        LockHolder? waitsFor = null;
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                var holder = OtherHolder(folder);
                if (holder != waitsFor)
                {
                    waitsFor = holder;
                    Say(holder, before);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It works, or has ended.
        }
    }

    private LockHolder? OtherHolder(string folder) => LockHolder.WriterOf(folder) switch
    {
        { } writer when writer != _self => writer,
        _ when !_isReader => LockHolder.ReadersOf(folder).FirstOrDefault(reader => reader != _self),
        _ => null,
    };

    private void Say(LockHolder? holder, string? before)
    {
        if (holder is null)
        {
            _run.Progress.Report(_run.Progress.Newest with { Message = before });
            return;
        }

        var words = $"Waits for the lock of the repository, which {holder.Describe(_self.HostId)} holds";
        _run.Log.Write(JobLogLevel.Info, words + ".");
        _run.Progress.Report(_run.Progress.Newest with { Message = words });
    }
}
