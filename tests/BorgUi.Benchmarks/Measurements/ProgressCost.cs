using System.Diagnostics;
using BorgUi.Benchmarks.Results;
using BorgUi.Benchmarks.Running;

namespace BorgUi.Benchmarks.Measurements;

/// <summary>
/// The processor time that the worker and Postgres spend during a first backup of many small files, without what they spend when
/// nothing is to do, beside that of borg itself.
/// </summary>
internal sealed class ProgressCost : IMeasurement
{
    private const double LimitShare = 0.03;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    public string Name => "progress-cost";

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        List<Spent> runs = [];
        // The first is not counted: what a worker compiles once is not what its progress costs.
        for (var round = 0; round <= bench.Options.Runs; round++)
        {
            var location = bench.In($"progress-cost-{round}");
            var plan = await system.CreatePlanAsync(location, bench.Sources.SmallFiles());
            var idle = await SpentAsync(system, () => Task.Delay(Idle, bench.Interrupted));
            var busy = await SpentAsync(system, () => system.BackUpOnlyAsync(plan));
            runs.Add(busy.Without(idle));
            await bench.SayAsync(FormattableString.Invariant($"  {round}: {runs[^1]}; in {idle.Time.TotalSeconds:0} s without work {idle}"));
            await system.WaitUntilIdleAsync();
            Directory.Delete(location, recursive: true);
        }

        var counted = runs.Skip(1).OrderBy(run => run.Share).ToList();
        var median = counted[counted.Count / 2];
        var note = FormattableString.Invariant($"median of {counted.Count}: {median}");
        return [Result.Share("Processor time of worker and Postgres for a first backup of many small files", median.Share, LimitShare, note)];
    }

    private static async Task<Spent> SpentAsync(MeasuredSystem system, Func<Task> work)
    {
        var services = system.Services;
        var (worker, postgres) = (services.ProcessorTime("worker"), ProcessorTime.OfFamily(system.PostgresProcessId));
        var since = Stopwatch.GetTimestamp();
        await work();
        var (workerAfter, postgresAfter) = (services.ProcessorTime("worker"), ProcessorTime.OfFamily(system.PostgresProcessId));
        return new(
            Stopwatch.GetElapsedTime(since), workerAfter.Own - worker.Own, postgresAfter - postgres, workerAfter.EndedChildren - worker.EndedChildren);
    }

    private sealed record Spent(TimeSpan Time, TimeSpan Worker, TimeSpan Postgres, TimeSpan Borg)
    {
        public double Share => (Worker + Postgres) / Borg;

        // Postgres may vacuum just while nothing else is to do: that is no reason to count less than nothing.
        public Spent Without(Spent idle) => this with { Worker = Beyond(Worker, idle.Worker * (Time / idle.Time)), Postgres = Beyond(Postgres, idle.Postgres * (Time / idle.Time)) };

        private static TimeSpan Beyond(TimeSpan busy, TimeSpan idle) => busy > idle ? busy - idle : TimeSpan.Zero;

        public override string ToString() =>
            FormattableString.Invariant($"worker {Worker.TotalSeconds:0.00} s, Postgres {Postgres.TotalSeconds:0.00} s, borg {Borg.TotalSeconds:0.00} s");
    }
}
