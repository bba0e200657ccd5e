using BorgUi.Benchmarks.Results;
using BorgUi.Benchmarks.Running;

namespace BorgUi.Benchmarks.Measurements;

/// <summary>How long it takes from the request for a backup until the process of its borg exists.</summary>
internal sealed class BorgStart : IMeasurement
{
    private const double LimitMilliseconds = 200;

    public string Name => "start";

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        var plan = await system.CreatePlanAsync(bench.In("start"), bench.Sources.Tiny());
        List<TimeSpan> delays = [];
        while (delays.Count < bench.Options.Sizes.Starts)
        {
            bench.Interrupted.ThrowIfCancellationRequested();
            delays.Add(DelayOf(await system.BackUpAsync(plan)));
        }

        var p95 = Samples.Percentile(delays, 0.95);
        var note = FormattableString.Invariant(
            $"p95 of {delays.Count}, one after the other; median {Samples.Median(delays).TotalMilliseconds:0} ms, most {delays.Max().TotalMilliseconds:0} ms; by the kernel's note of the start, 10 ms for its rounding added");
        return [Result.UpTo("POST → borg process started", p95.TotalMilliseconds, LimitMilliseconds, "ms", note)];
    }

    private static TimeSpan DelayOf(BackupRun run)
    {
        var startedAt = run.Job.ProcessStartTime ?? throw new InvalidOperationException("BorgUi did not note when its borg started.");
        var delay = BootClock.SinceBoot(startedAt) - run.SentSinceBoot;
        return delay > -BootClock.Resolution && delay < run.WallTime
            ? delay + BootClock.Resolution
            : throw new InvalidOperationException($"A borg that starts {delay} after its request cannot be: the clock of this machine was set.");
    }
}
