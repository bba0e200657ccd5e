using System.Diagnostics;
using BorgUi.Benchmarks.Results;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Benchmarks.Queue;

/// <summary>
/// How many jobs a second four claimers take and end, with a short and with a long history in the table; beside it how often four
/// connections can commit twice to a row of their own, which is what the disk allows.
/// </summary>
internal sealed class QueueRate : IMeasurement
{
    private const int Claimers = 4;
    private const double LeastPerSecond = 1000;
    private const double LeastShare = 0.8;

    public string Name => "queue";

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        var sizes = bench.Options.Sizes;
        await using var history = await HistoryDatabase.StartAsync(bench.Interrupted);
        await history.FillAsync(sizes.ShortHistory, bench.Interrupted);
        await RateAsync(history, sizes.QueuedJobs, bench); // warms up
        var (shortHistory, shortBare) = await RatesAsync(history, bench);
        await history.FillAsync(sizes.LongHistory, bench.Interrupted);
        var (longHistory, longBare) = await RatesAsync(history, bench);

        var note = FormattableString.Invariant($"median of {bench.Options.Runs} times {sizes.QueuedJobs} jobs of {HistoryDatabase.Repositories} repositories, {Claimers} claimers, Postgres waits for the disk");
        return
        [
            Result.AtLeast($"Claim and end of jobs, {sizes.ShortHistory:N0} ended ones in the table", Median(shortHistory), Median(shortBare), LeastPerSecond, "jobs/s", $"{note}; {Range(shortHistory)}; beside it two bare commits for each job, {Range(shortBare)}"),
            Result.AtLeast($"The same with {sizes.LongHistory:N0} ended ones", Median(longHistory), Median(longBare), LeastShare * Median(shortHistory), "jobs/s", $"limit is {LeastShare} of the rate above; {Range(longHistory)}; bare {Range(longBare)}"),
        ];
    }

    private static async Task<(List<double> Rates, List<double> Bare)> RatesAsync(HistoryDatabase history, Bench bench)
    {
        var (rates, bare) = (new List<double>(), new List<double>());
        while (rates.Count < bench.Options.Runs)
        {
            rates.Add(await RateAsync(history, bench.Options.Sizes.QueuedJobs, bench));
            bare.Add(await BareRateAsync(history, bench.Options.Sizes.QueuedJobs, bench.Interrupted));
        }

        return (rates, bare);
    }

    private static async Task<double> BareRateAsync(HistoryDatabase history, int jobs, CancellationToken cancellationToken)
    {
        await history.ExecuteAsync("CREATE TABLE IF NOT EXISTS bare AS SELECT id, 0 AS commits FROM generate_series(1, 4) AS id", [], cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(1, Claimers).Select(claimer => Task.Run(async () =>
        {
            for (var commit = 0; commit < 2 * jobs / Claimers; commit++)
            {
                await history.ExecuteAsync("UPDATE bare SET commits = commits + 1 WHERE id = $1", [new() { Value = claimer }], cancellationToken);
            }
        })));
        return jobs / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> RateAsync(HistoryDatabase history, int jobs, Bench bench)
    {
        await history.EnqueueAsync(jobs, bench.Interrupted);
        var started = Stopwatch.GetTimestamp();
        var ended = await Task.WhenAll(Enumerable.Range(0, Claimers).Select(_ => Task.Run(() => WorkAsync(history, bench.Interrupted))));
        var rate = jobs / Stopwatch.GetElapsedTime(started).TotalSeconds;
        return ended.Sum() == jobs ? rate : throw new InvalidOperationException($"{ended.Sum()} of {jobs} jobs were taken and ended.");
    }

    // As a worker does, but without the work.
    private static async Task<int> WorkAsync(HistoryDatabase history, CancellationToken cancellationToken)
    {
        var request = new JobClaimRequest(Guid.CreateVersion7(), "benchmark/1", ["default"], Enum.GetValues<JobType>(), TimeSpan.FromSeconds(30));
        var end = new JobEnd
        {
            Status = JobStatus.Completed,
            ReturnCode = 0,
            StatsJson = """{"duration": 38.5, "stats": {"nfiles": 50000}}""",
            Progress = new() { Percent = 100, FilesProcessed = 50_000, OriginalSizeBytes = 212_000_000 },
        };
        var ended = 0;
        while (await history.JobQueue.ClaimAsync(request, cancellationToken) is { } claim)
        {
            ended += await history.Ledger.FinishAsync(claim, end, claim.Sequence, cancellationToken) is null ? 0 : 1;
        }

        return ended;
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    private static string Range(List<double> rates) => FormattableString.Invariant($"{rates.Min():0} to {rates.Max():0}");
}
