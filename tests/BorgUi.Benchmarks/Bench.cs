using BorgUi.Benchmarks.Running;
using BorgUi.Testing;

namespace BorgUi.Benchmarks;

/// <summary>What the measurements share: a folder, the sources in it, one running BorgUi and a bare borg.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("benchmark");
    private MeasuredSystem? _system;

    public Bench(BenchmarkOptions options, CancellationToken interrupted)
    {
        Options = options;
        Interrupted = interrupted;
        Sources = new(In("sources"), options.Sizes);
        Borg = new(In("bare-borg"), interrupted);
    }

    public BenchmarkOptions Options { get; }

    public CancellationToken Interrupted { get; }

    public Sources Sources { get; }

    public BareBorg Borg { get; }

    public string In(string name) => Path.Combine(_folder.Path, name);

    /// <summary>The BorgUi that is measured, started when it is first asked for.</summary>
    public async Task<MeasuredSystem> SystemAsync()
    {
        if (_system is null)
        {
            _system = await MeasuredSystem.StartAsync(In("data"), new Dictionary<string, string>(), Interrupted);
            await WarmUpAsync(_system);
        }

        return _system;
    }

    /// <summary>For people who wait; standard output is for the results only.</summary>
    public Task SayAsync(string text) => Console.Error.WriteLineAsync(text);

    public async ValueTask DisposeAsync()
    {
        if (_system is not null)
        {
            await _system.DisposeAsync();
        }

        _folder.Dispose();
    }

    // The first backup of all compiles the way of a backup; people meet a server that has run for days.
    private async Task WarmUpAsync(MeasuredSystem system)
    {
        var plan = await system.CreatePlanAsync(In("warm-up"), Sources.Tiny());
        await system.BackUpAsync(plan);
    }
}
