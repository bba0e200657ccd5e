using BorgUi.Benchmarks.Results;
using BorgUi.Benchmarks.Running;

namespace BorgUi.Benchmarks.Measurements;

/// <summary>The wall time of a restore through BorgUi, proven and in its place, beside that of bare <c>borg extract</c>, in turns from one repository.</summary>
internal sealed class RestoreWallTime(string name, string what, Func<Bench, string> findSource) : IMeasurement
{
    public string Name => name;

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        var system = await bench.SystemAsync();
        var repository = bench.In($"{name}-{Guid.NewGuid():N}");
        var backup = await system.BackUpAsync(await system.CreatePlanAsync(repository, findSource(bench)));
        var (own, bare) = (new List<BackupRun>(), new List<TimeSpan>());
        // The first restore of all compiles its way, as the first backup does.
        await RestoreAsync(bench, system, backup);
        for (var round = 1; round <= bench.Options.Runs; round++)
        {
            own.Add(await RestoreAsync(bench, system, backup));
            bare.Add(await ExtractAsync(bench, repository, backup.Job.ArchiveName!));
            await bench.SayAsync(FormattableString.Invariant($"  {round}: BorgUi {own[^1].WallTime.TotalSeconds:0.00} s, bare borg {bare[^1].TotalSeconds:0.00} s"));
        }

        Directory.Delete(repository, recursive: true);
        var note = FormattableString.Invariant($"medians of {own.Count}; BorgUi also lists the archive, compares each file, moves it in place and reports on it");
        return [Result.Against($"{what} ({backup.Job.FilesProcessed} files, {backup.Job.OriginalSize / 1_000_000} MB)", [.. own.Select(run => run.WallTime)], bare, note)];
    }

    private static async Task<BackupRun> RestoreAsync(Bench bench, MeasuredSystem system, BackupRun backup)
    {
        var folder = Directory.CreateDirectory(bench.In($"restored-{Guid.NewGuid():N}")).FullName;
        await Sources.SettleAsync(folder, bench.Interrupted);
        var run = await system.RestoreAsync(backup.Job.ArchiveId!.Value, folder);
        Directory.Delete(folder, recursive: true);
        return run;
    }

    private static async Task<TimeSpan> ExtractAsync(Bench bench, string repository, string archive)
    {
        var folder = Directory.CreateDirectory(bench.In($"extracted-{Guid.NewGuid():N}")).FullName;
        await Sources.SettleAsync(folder, bench.Interrupted);
        var took = await bench.Borg.ExtractAsync(repository, archive, folder);
        Directory.Delete(folder, recursive: true);
        return took;
    }
}
