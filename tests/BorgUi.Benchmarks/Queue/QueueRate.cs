using System.Diagnostics;
using BorgUi.Benchmarks.Results;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Benchmarks.Queue;

/// <summary>How many jobs a second four claimers take and end, with a short and with a long history in the table.</summary>
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
        var shortHistory = await RatesAsync(history, bench);
        await history.FillAsync(sizes.LongHistory, bench.Interrupted);
        var longHistory = await RatesAsync(history, bench);

        var note = FormattableString.Invariant($"median of {bench.Options.Runs} times {sizes.QueuedJobs} jobs of {HistoryDatabase.Repositories} repositories, {Claimers} claimers, Postgres waits for the disk");
        return
        [
            Result.AtLeast($"Claim and end of jobs, {sizes.ShortHistory:N0} ended ones in the table", Median(shortHistory), LeastPerSecond, "jobs/s", $"{note}; {Range(shortHistory)}"),
            Result.AtLeast($"The same with {sizes.LongHistory:N0} ended ones", Median(longHistory), LeastShare * Median(shortHistory), "jobs/s", $"limit is {LeastShare} of the rate above; {Range(longHistory)}"),
        ];
    }

    private static async Task<List<double>> RatesAsync(HistoryDatabase history, Bench bench)
    {
        List<double> rates = [];
        while (rates.Count < bench.Options.Runs)
        {
            rates.Add(await RateAsync(history, bench.Options.Sizes.QueuedJobs, bench));
        }

        return rates;
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
