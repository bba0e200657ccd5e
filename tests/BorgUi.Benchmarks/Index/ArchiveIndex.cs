using System.Diagnostics;
using BorgUi.Benchmarks.Results;
using BorgUi.Contracts.Archives;

namespace BorgUi.Benchmarks.Index;

/// <summary>What the index costs beside borg's own list, what it takes on the disk, and how quickly it answers.</summary>
internal sealed class ArchiveIndex : IMeasurement
{
    private const int FilesInFolder = 100;
    private const int LargeFolder = 10_000;
    private const double FirstLimit = 1.35;
    private const double NextLimit = 1.15;
    private const double NextBytesLimitPercent = 3;
    private const double MemoryLimitMegabytes = 300;

    public string Name => "index";

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        var files = bench.Options.Entries ?? bench.Options.Sizes.IndexedFiles;
        var source = MakeSource(bench.In("index-source"), files);
        await using var system = await IndexSystem.StartAsync(bench);
        var location = bench.In("index-repository");
        var repositoryId = await system.User.CreateRepositoryAsync("index", location);
        var plan = await system.User.CreatePlanAsync("index", repositoryId, source);

        await bench.SayAsync("index: first archive …");
        var first = await system.BackUpAsync(plan);
        var bareFirst = await ListAsync(bench, $"{location}::{first.Archive.Name}");
        Change(source, files / 100);
        await bench.SayAsync("index: next archive …");
        var next = await system.BackUpAsync(plan);
        var bareNext = await ListAsync(bench, $"{location}::{next.Archive.Name}");

        var note = FormattableString.Invariant($"{files:N0} empty files, {FilesInFolder} in each folder; one run, by the job's own times, against the median of {bench.Options.Runs} lists");
        var growth = 100.0 * (next.IndexBytes - first.IndexBytes) / first.IndexBytes;
        return
        [
            Result.Times("Index of the first archive, beside borg list --json-lines", first.IndexTime, bareFirst, FirstLimit, note),
            Result.Times("Index of the next archive, 1 % changed", next.IndexTime, bareNext, NextLimit, note),
            Result.UpTo("What the next archive adds to the index", growth, NextBytesLimitPercent, "%", FormattableString.Invariant($"{first.IndexBytes / 1e6:0} MB after the first archive, {next.IndexBytes / 1e6:0} MB after the next")),
            Result.UpTo("Resident memory of the worker", Math.Max(first.WorkerBytes, next.WorkerBytes) / 1e6, MemoryLimitMegabytes, "MB", "the most while it indexed; MB are 10⁶ bytes"),
            .. await AskAsync(bench, system, source, next.Archive),
            .. await SearchAsync(bench, system, repositoryId),
        ];
    }

    private static async Task<IEnumerable<Result>> AskAsync(Bench bench, IndexSystem system, string source, ArchiveResponse archive)
    {
        var stored = source.TrimStart('/');
        var large = await TimeAsync(bench, system, $"/api/archives/{archive.Id}/entries?path={stored}/large&limit=1000");
        var ordinary = await TimeAsync(bench, system, $"/api/archives/{archive.Id}/entries?path={stored}/folder-0/folder-1&limit=1000");
        var versions = await TimeAsync(bench, system, $"/api/repositories/{archive.RepositoryId}/versions?path={stored}/folder-0/folder-1/file-1");
        var note = FormattableString.Invariant($"p95 of {bench.Options.Sizes.Requests} requests, over HTTP");
        return
        [
            Result.UpTo(FormattableString.Invariant($"Folder of {LargeFolder:N0} entries, first 1,000"), Milliseconds(large), 50, "ms", note),
            Result.UpTo(FormattableString.Invariant($"Folder of {FilesInFolder} entries"), Milliseconds(ordinary), 10, "ms", note),
            Result.UpTo("Versions of a file", Milliseconds(versions), 20, "ms", note),
        ];
    }

    private static async Task<IEnumerable<Result>> SearchAsync(Bench bench, IndexSystem system, Guid repositoryId)
    {
        var paths = bench.Options.Sizes.SearchedPaths;
        await bench.SayAsync(FormattableString.Invariant($"index: writing {paths:N0} paths …"));
        await ManyPaths.FillAsync(system, repositoryId, paths);
        var byPattern = new List<(string Pattern, List<TimeSpan> Times)>();
        foreach (var pattern in ManyPaths.Patterns)
        {
            byPattern.Add((pattern, await TimeAsync(bench, system, $"/api/search?q={Uri.EscapeDataString(pattern)}&limit=200")));
        }

        var worst = byPattern.MaxBy(one => Samples.Percentile(one.Times, 0.95));
        var note = string.Join(", ", byPattern.Select(one => FormattableString.Invariant($"{one.Pattern} {Milliseconds(one.Times):0}")));
        return
        [
            Result.UpTo(
                FormattableString.Invariant($"Search over {paths:N0} paths, first 200 hits"),
                Milliseconds([.. byPattern.SelectMany(one => one.Times)]), 150, "ms", $"p95 of all; p95 of each: {note}"),
            Result.UpTo($"The slowest pattern of them, {worst.Pattern}", Milliseconds(worst.Times), 150, "ms", "p95"),
        ];
    }

    // The first requests compile the way; people meet a server that has run for days.
    private static async Task<List<TimeSpan>> TimeAsync(Bench bench, IndexSystem system, string address)
    {
        var requests = bench.Options.Sizes.Requests;
        List<TimeSpan> times = [];
        for (var request = 0; request < requests * 5 / 4; request++)
        {
            bench.Interrupted.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            using var response = await system.User.Http.GetAsync(address);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        return times[^requests..];
    }

    private static double Milliseconds(IReadOnlyList<TimeSpan> times) => Samples.Percentile(times, 0.95).TotalMilliseconds;

    private static async Task<TimeSpan> ListAsync(Bench bench, string archive)
    {
        List<TimeSpan> times = [];
        for (var run = 0; run < bench.Options.Runs; run++)
        {
            times.Add(await bench.Borg.ListAsync(archive));
        }

        return Samples.Median(times);
    }

    private static string MakeSource(string path, int files)
    {
        var large = Directory.CreateDirectory(Path.Combine(path, "large")).FullName;
        for (var file = 0; file < LargeFolder; file++)
        {
            File.Create(Path.Combine(large, $"file-{file}")).Dispose();
        }

        for (var file = 0; file < files - LargeFolder; file++)
        {
            var folder = Path.Combine(path, $"folder-{file / FilesInFolder / 100}", $"folder-{file / FilesInFolder % 100}");
            if (file % FilesInFolder == 0)
            {
                Directory.CreateDirectory(folder);
            }

            File.Create(Path.Combine(folder, $"file-{file % FilesInFolder}")).Dispose();
        }

        return path;
    }

    // In as few folders as real changes are.
    private static void Change(string source, int files)
    {
        foreach (var path in Directory.EnumerateFiles(source, "file-*", new EnumerationOptions { RecurseSubdirectories = true }).Where((_, number) => number % FilesInFolder < 10).Take(files))
        {
            File.AppendAllText(path, "changed");
        }
    }
}
