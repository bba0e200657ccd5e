using BorgUi.Contracts.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Says for whom a borg waits: it is silent itself until it has the lock or its patience is over. Only a repository of this
/// machine can be looked into.
/// </summary>
internal sealed class LockWatch : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly JobRun _run;
    private readonly string _hostId;
    private readonly int _processId;
    private readonly bool _isReader;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _looking;

    /// <param name="hostId">As the borg that may have to wait writes itself into locks, with <paramref name="processId"/>.</param>
    public LockWatch(JobRun run, BorgVerb verb, string hostId, int processId, TimeProvider time)
    {
        (_run, _hostId, _processId, _time) = (run, hostId, processId, time);
        _isReader = verb is BorgVerb.ListArchives or BorgVerb.ListFiles or BorgVerb.Info or BorgVerb.Diff or BorgVerb.Extract or BorgVerb.ExportTar;
        var locks = verb is not (BorgVerb.Version or BorgVerb.ServerVersion or BorgVerb.KeyExport or BorgVerb.BreakLock or BorgVerb.CreateDryRun);
        _looking = locks && run.Job.Repository?.Location is { } location && RepositoryFolder.IsLocal(location) ? LookAsync(location) : Task.CompletedTask;
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
        string? waitsFor = null;
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                var holder = OtherHolder(folder)?.Describe(_hostId);
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

    private LockOwner? OtherHolder(string folder) =>
        RepositoryLock.WritersIn(folder).FirstOrDefault(IsOther) ?? (_isReader ? null : RepositoryLock.ReadersIn(folder).FirstOrDefault(IsOther));

    private bool IsOther(LockOwner owner) => owner.HostId != _hostId || owner.ProcessId != _processId;

    private void Say(string? holder, string? before)
    {
        if (holder is null)
        {
            _run.Progress.Report(_run.Progress.Newest with { Message = before });
            return;
        }

        var words = $"Waits for the lock of the repository, which {holder} holds";
        _run.Log.Write(JobLogLevel.Info, words + ".");
        _run.Progress.Report(_run.Progress.Newest with { Message = words });
    }
}
