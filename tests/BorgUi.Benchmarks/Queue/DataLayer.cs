using System.Diagnostics;
using BorgUi.Benchmarks.Results;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Benchmarks.Queue;

/// <summary>
/// What it costs to create a job, to read it, and to list a hundred, beside SQLite in this process doing the same. There is no
/// limit: SQLite has no network, no other writers, and needs nobody who watches it.
/// </summary>
internal sealed class DataLayer : IMeasurement
{
    private const int Listed = 100;

    public string Name => "data-layer";

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        await using var history = await HistoryDatabase.StartAsync(bench.Interrupted);
        await history.FillAsync(bench.Options.Sizes.ShortHistory, bench.Interrupted);
        Directory.CreateDirectory(bench.In("sqlite"));
        await using var sqlite = await SqliteJobs.CreateAsync(Path.Combine(bench.In("sqlite"), "jobs.db"));
        var (ours, theirs) = (new List<Guid>(), new List<Guid>());

        var note = FormattableString.Invariant($"median of {bench.Options.Sizes.Requests}; Postgres over a local socket through EF Core, SQLite through ADO.NET in this process; both wait for the disk");
        return
        [
            Result.Beside(
                "Create a job, data layer",
                await MedianAsync(bench, async () => ours.Add(await CreateAsync(history))),
                await MedianAsync(bench, async () => theirs.Add(await sqlite.CreateAsync())),
                note),
            Result.Beside(
                "Read a job",
                await MedianAsync(bench, () => ReadAsync(history, ours[^1])),
                await MedianAsync(bench, () => sqlite.ReadAsync(theirs[^1])),
                note),
            Result.Beside(
                $"List {Listed} jobs",
                await MedianAsync(bench, () => ListAsync(history)),
                await MedianAsync(bench, () => sqlite.ListAsync(Listed)),
                note),
        ];
    }

    private static async Task<Guid> CreateAsync(HistoryDatabase history)
    {
        await using var db = history.NewContext();
        var job = BackupJob.Of(null, history.RepositoryIds[0], "default", SqliteJobs.Details() with { Sources = [$"/home/{Guid.NewGuid()}"] }, DateTimeOffset.UnixEpoch);
        return (await JobQueue.EnqueueAsync(db, job, CancellationToken.None)).JobId;
    }

    private static async Task ReadAsync(HistoryDatabase history, Guid id)
    {
        await using var db = history.NewContext();
        await db.Jobs.AsNoTracking().SingleAsync(job => job.Id == id);
    }

    private static async Task ListAsync(HistoryDatabase history)
    {
        await using var db = history.NewContext();
        var jobs = await db.Jobs.AsNoTracking().OrderByDescending(job => job.CreatedAt).ThenByDescending(job => job.Id).Take(Listed).ToListAsync();
        if (jobs.Count < Listed)
        {
            throw new InvalidOperationException($"Only {jobs.Count} jobs were listed.");
        }
    }

    private static async Task<TimeSpan> MedianAsync(Bench bench, Func<Task> work)
    {
        var times = new List<TimeSpan>();
        // Twice as often: the first half warms up.
        for (var run = 0; run < bench.Options.Sizes.Requests * 2; run++)
        {
            bench.Interrupted.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        return Samples.Median(times[bench.Options.Sizes.Requests..]);
    }
}
