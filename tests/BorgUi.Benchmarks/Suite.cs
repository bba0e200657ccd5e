using BorgUi.Benchmarks.Index;
using BorgUi.Benchmarks.Measurements;
using BorgUi.Benchmarks.Queue;
using BorgUi.Benchmarks.Results;

namespace BorgUi.Benchmarks;

/// <summary>All measurements, in the order in which they run.</summary>
internal static class Suite
{
    private static readonly IReadOnlyList<IMeasurement> All =
    [
        new BackupWallTime("small-files", "First backup of many small files", bench => bench.Sources.SmallFiles()),
        new BackupWallTime("large-file", "First backup of one large file", bench => bench.Sources.LargeFile()),
        new BackupWallTime("unchanged", "Many small files again, unchanged", bench => bench.Sources.SmallFiles()) { SameRepository = true },
        new RestoreWallTime("restore", "Restore of many small files", bench => bench.Sources.SmallFiles()),
        new RestoreWallTime("restore-large", "Restore of one large file", bench => bench.Sources.LargeFile()),
        new BorgStart(),
        new ServiceMemory(),
        new ProgressDelay(),
        new ProgressCost(),
        new QueueRate(),
        new ListPages(),
        new DataLayer(),
        new ArchiveIndex(),
    ];

    public static IEnumerable<string> Names => All.Select(measurement => measurement.Name);

    /// <exception cref="ArgumentException">There is no measurement of that name.</exception>
    public static IReadOnlyList<IMeasurement> Choose(BenchmarkOptions options)
    {
        if (options.Only.Except(Names).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no measurement '{unknown}'.");
        }

        return [.. All.Where(measurement => options.Only.Count == 0 || options.Only.Contains(measurement.Name))];
    }

    /// <summary>Makes one measurement after the other; one that fails does not keep the rest from being made.</summary>
    public static async Task<IReadOnlyList<Result>> RunAsync(IReadOnlyList<IMeasurement> measurements, Bench bench)
    {
        List<Result> results = [];
        foreach (var measurement in measurements)
        {
            try
            {
                await bench.SayAsync($"{measurement.Name} …");
                bench.Interrupted.ThrowIfCancellationRequested();
                results.AddRange(await measurement.RunAsync(bench));
            }
            catch (Exception error)
            {
                // At the edge: whatever kept it from being measured is its result.
                await bench.SayAsync($"{measurement.Name}: {error}");
                results.Add(Result.NotMade(measurement.Name, error.Message));
            }
        }

        return results;
    }
}
