using BorgUi.Benchmarks.Results;
using BorgUi.Benchmarks.Running;

namespace BorgUi.Benchmarks.Measurements;

/// <summary>The most memory that each process of BorgUi has resident while many small files are backed up.</summary>
internal sealed class ServiceMemory : IMeasurement
{
    private const double LimitMegabytes = 250;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Names = ["worker", "api", "web"];

    public string Name => "memory";

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        var plan = await system.CreatePlanAsync(bench.In("memory"), bench.Sources.SmallFiles());
        var services = system.Services;
        var most = Names.ToDictionary(name => name, services.ResidentBytes);
        var looks = 1;
        var backup = system.BackUpAsync(plan);
        while (await Task.WhenAny(backup, Task.Delay(LookEvery, bench.Interrupted)) != backup)
        {
            bench.Interrupted.ThrowIfCancellationRequested();
            looks++;
            foreach (var name in Names)
            {
                most[name] = Math.Max(most[name], services.ResidentBytes(name));
            }
        }

        await backup;
        var note = FormattableString.Invariant($"most of {looks} looks at VmRSS, during a first backup of many small files; MB are 10⁶ bytes");
        return [.. Names.Select(name => Result.UpTo($"Resident memory of {name}", most[name] / 1e6, LimitMegabytes, "MB", note))];
    }
}
