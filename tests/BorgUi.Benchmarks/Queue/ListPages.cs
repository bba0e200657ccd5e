using System.Diagnostics;
using BorgUi.Benchmarks.Results;
using BorgUi.Benchmarks.Running;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Benchmarks.Queue;

/// <summary>How long <c>GET /api/jobs</c> takes with a long history, beside the same page of a short one.</summary>
internal sealed class ListPages : IMeasurement
{
    private const int ShortHistory = 1000;
    private const double MostTimes = 1.5;
    private const double OffsetLimitMilliseconds = 100;

    public string Name => "lists";

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        var longHistory = bench.Options.Sizes.LongHistory;
        await using var history = await HistoryDatabase.StartAsync(bench.Interrupted);
        await history.FillAsync(ShortHistory, bench.Interrupted);
        await using var api = await ApiProcess.StartAsync(history.ConnectionString, bench.In("lists-api.log"));
        (string What, string Query)[] pages =
        [
            ("first page", ""),
            ("filtered by status", "status=failed"),
            ("filtered by kind", "job_type=check"),
            ("filtered by repository", $"repository_id={history.RepositoryIds[0]}"),
            ("filtered by status and kind", "status=completed&job_type=check"),
        ];
        var before = await TimeAsync(api, pages, bench);
        await history.FillAsync(longHistory, bench.Interrupted);
        var after = await TimeAsync(api, pages, bench);

        var note = FormattableString.Invariant($"median of {bench.Options.Sizes.Requests} requests of 50 jobs with {longHistory:N0} rows, beside {ShortHistory:N0} rows; over HTTP, with the access token looked up");
        var offset = longHistory / 2;
        var far = await TimeAsync(api, $"offset={offset}", bench);
        return
        [
            .. pages.Select((page, at) => Result.Times($"GET /api/jobs, {page.What}", after[at], before[at], MostTimes, note)),
            Result.UpTo(FormattableString.Invariant($"GET /api/jobs, offset {offset:N0}"), far.TotalMilliseconds, OffsetLimitMilliseconds, "ms", FormattableString.Invariant($"median; {longHistory:N0} rows")),
        ];
    }

    private static async Task<List<TimeSpan>> TimeAsync(ApiProcess api, (string What, string Query)[] pages, Bench bench)
    {
        List<TimeSpan> medians = [];
        foreach (var (_, query) in pages)
        {
            medians.Add(await TimeAsync(api, query, bench));
        }

        return medians;
    }

    // The first requests compile the way and warm the caches; people meet a server that has run for days.
    private static async Task<TimeSpan> TimeAsync(ApiProcess api, string query, Bench bench)
    {
        var requests = bench.Options.Sizes.Requests;
        List<TimeSpan> times = [];
        for (var request = 0; request < requests * 3 / 2; request++)
        {
            bench.Interrupted.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var page = await api.User.GetAsync<Page<JobResponse>>($"/api/jobs?{query}");
            times.Add(Stopwatch.GetElapsedTime(started));
            if (page.Items.Count == 0)
            {
                throw new InvalidOperationException($"There are no jobs for '{query}'.");
            }
        }

        return Samples.Median(times[^requests..]);
    }
}
