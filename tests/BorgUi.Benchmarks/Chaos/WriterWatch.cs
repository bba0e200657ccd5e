namespace BorgUi.Benchmarks.Chaos;

/// <summary>
/// Looks all the time whether two borgs of one machine work on one repository, one of them writing. Of two machines the second
/// may wait for borg's lock: nobody can end the borg of a machine that is frozen.
/// </summary>
internal sealed class WriterWatch : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _over = new();
    private readonly Task _watching;

    public WriterWatch(string folder, ChaosFigures figures) => _watching = WatchAsync(folder, figures);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
    }

    private async Task WatchAsync(string folder, ChaosFigures figures)
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                figures.Count("looks at the running borgs");
                foreach (var together in RunningBorgs.In(folder).GroupBy(borg => (borg.Repository, borg.Machine)).Where(group => group.Count() > 1 && group.Any(borg => borg.Writes)))
                {
                    // Both must still be there: one may have ended while the other was read.
                    if (together.Count(borg => borg.Process.IsAlive()) > 1)
                    {
                        figures.Fault($"two writers on {Path.GetFileName(together.Key.Repository)}: {string.Join(" beside ", together.Select(borg => $"{borg.Verb} {borg.Process.Id}"))}");
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
