using BorgUi.Benchmarks.Results;
using BorgUi.Benchmarks.Running;

namespace BorgUi.Benchmarks.Measurements;

/// <summary>The wall time of a backup through BorgUi beside that of the same command of bare borg, in turns.</summary>
internal sealed class BackupWallTime(string name, string what, Func<Bench, string> findSource) : IMeasurement
{
    public string Name => name;

    /// <summary>All runs but an unmeasured first one find their files unchanged; otherwise each has a new repository.</summary>
    public bool SameRepository { get; init; }

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        var source = findSource(bench);
        List<BackupRun> own = [];
        List<TimeSpan> bare = [];
        RepositoryPair? pair = null;
        for (var round = 1; round <= bench.Options.Runs; round++)
        {
            pair ??= await CreatePairAsync(bench, source);
            own.Add(await pair.BackUpWithBorgUiAsync());
            bare.Add(await pair.BackUpWithBareBorgAsync());
            await bench.SayAsync(FormattableString.Invariant($"  {round}: BorgUi {own[^1].WallTime.TotalSeconds:0.00} s, bare borg {bare[^1].TotalSeconds:0.00} s"));
            if (!SameRepository)
            {
                pair.DeleteData();
                pair = null;
            }
        }

        pair?.DeleteData();
        var recorded = Samples.Median([.. own.Select(run => run.RecordedTime)]);
        var note = FormattableString.Invariant($"medians of {own.Count}; from the POST to the news of the end; completed_at − created_at says {recorded.TotalSeconds:0.00} s");
        return [Result.Against($"{what} ({own[^1].Job.FilesProcessed} files, {own[^1].Job.OriginalSize / 1_000_000} MB)", [.. own.Select(run => run.WallTime)], bare, note)];
    }

    private async Task<RepositoryPair> CreatePairAsync(Bench bench, string source)
    {
        var pair = await RepositoryPair.CreateAsync(bench, name, source);
        if (SameRepository)
        {
            await pair.BackUpWithBorgUiAsync();
            await pair.BackUpWithBareBorgAsync();
        }

        return pair;
    }
}
