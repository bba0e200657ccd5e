using BorgUi.Core.Archives.Index;
using Npgsql;

namespace BorgUi.Worker.Archives;

/// <summary>Looks each second whether a job that writes waits for the repository, and says so by its token.</summary>
internal sealed class WriterWatch : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _stopping;
    private readonly Task _watch;

    public WriterWatch(IndexBacklog backlog, Guid repositoryId, TimeProvider time, CancellationToken stopping)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _watch = WatchAsync(backlog, repositoryId, time);
    }

    /// <summary>Fires when a writer waits, and when the job has to stop.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _over.Dispose();
    }

    private async Task WatchAsync(IndexBacklog backlog, Guid repositoryId, TimeProvider time)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(_over.Token))
        {
            if (await WaitsAsync(backlog, repositoryId))
            {
                await _stopping.CancelAsync();
                return;
            }
        }
    }

    // A database that does not answer ends the listing by itself.
    private async Task<bool> WaitsAsync(IndexBacklog backlog, Guid repositoryId)
    {
        try
        {
            return await backlog.WriterWaitsAsync(repositoryId, _over.Token);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
