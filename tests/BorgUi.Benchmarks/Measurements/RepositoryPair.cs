using BorgUi.Benchmarks.Running;
using BorgUi.Contracts.Repositories;

namespace BorgUi.Benchmarks.Measurements;

/// <summary>Two new repositories for one source: one is BorgUi's, into the other bare borg repeats what BorgUi did.</summary>
internal sealed class RepositoryPair
{
    private readonly Bench _bench;
    private readonly string _source;
    private readonly string _own;
    private readonly string _bare;
    private readonly Guid _planId;
    private string? _command;

    private RepositoryPair(Bench bench, string source, string own, string bare, Guid planId) =>
        (_bench, _source, _own, _bare, _planId) = (bench, source, own, bare, planId);

    public static async Task<RepositoryPair> CreateAsync(Bench bench, string name, string source)
    {
        var own = bench.In($"{name}-{Guid.NewGuid():N}");
        var bare = $"{own}-bare";
        var planId = await (await bench.SystemAsync()).CreatePlanAsync(own, source);
        await bench.Borg.InitAsync(bare, RepositoryEncryption.Default);
        return new(bench, source, own, bare, planId);
    }

    public async Task<BackupRun> BackUpWithBorgUiAsync()
    {
        var system = await _bench.SystemAsync();
        await Sources.SettleAsync(_source, _bench.Interrupted);
        var run = await system.BackUpAsync(_planId);
        _command = run.Job.Command;
        return run;
    }

    /// <exception cref="InvalidOperationException">BorgUi has not done anything yet that could be repeated.</exception>
    public async Task<TimeSpan> BackUpWithBareBorgAsync()
    {
        var command = _command ?? throw new InvalidOperationException("BorgUi's backup comes first: its command is repeated.");
        await Sources.SettleAsync(_source, _bench.Interrupted);
        return await _bench.Borg.RepeatAsync(command, _own, _bare);
    }

    /// <summary>Makes room; BorgUi is not told, it has no further use for them.</summary>
    public void DeleteData()
    {
        Directory.Delete(_own, recursive: true);
        Directory.Delete(_bare, recursive: true);
    }
}
