using BorgUi.Benchmarks.Running;
using BorgUi.Processes;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>A process that is started anew after it was killed, and that can be frozen for a while. One trouble at a time.</summary>
internal sealed class Replaceable(Func<Task<ServiceProcess>> start) : IAsyncDisposable
{
    private readonly SemaphoreSlim _busy = new(1, 1);
    private ServiceProcess? _process;

    public async Task StartAsync() => _process = await start();

    /// <summary>Kills it, and starts it again after a while; false when it is in trouble already.</summary>
    public Task<bool> KillAsync(TimeSpan downFor) => TroubleAsync(async process =>
    {
        await process.KillAsync();
        await Task.Delay(downFor);
        await process.DisposeAsync();
        _process = await start();
    });

    /// <summary>Lets it do nothing for a while, without knowing; false when it is in trouble already.</summary>
    public Task<bool> FreezeAsync(TimeSpan frozenFor) => TroubleAsync(async process =>
    {
        process.Send(Signal.Stop);
        await Task.Delay(frozenFor);
        process.Send(Signal.Continue);
    });

    /// <summary>Ends it in good order, as an update does, and starts it again.</summary>
    public Task<bool> RestartAsync() => TroubleAsync(async process =>
    {
        await process.DisposeAsync();
        _process = await start();
    });

    public async ValueTask DisposeAsync()
    {
        await _busy.WaitAsync();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _busy.Dispose();
    }

    private async Task<bool> TroubleAsync(Func<ServiceProcess, Task> trouble)
    {
        if (!await _busy.WaitAsync(TimeSpan.Zero))
        {
            return false;
        }

        try
        {
            await trouble(_process!);
            return true;
        }
        finally
        {
            _busy.Release();
        }
    }
}
