using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Drills;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// Restores some files of a plan's newest archive aside and compares them. Good is only a drill in which something came back and
/// nothing was missing, short or different.
/// </summary>
internal sealed class RestoreDrillJobHandler(JobBorg borg, RepositoryKeyring keyring, JobScratch scratches, DrillRecord record, TimeProvider time) : IJobHandler
{
    private const long SpareBytes = 64L << 20;
    // Less is over before borg has got going.
    private const long LeastBytesForSpeed = 1L << 20;

    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (RestoreDrillJob)run.Job;
        if (job.Plan is null)
        {
            return JobEnds.Refused(run, "The plan whose archives were to be tried is gone.", "Drill another plan.");
        }

        if (await record.NewestArchiveAsync(job, run.Stopping) is not { } archive)
        {
            return JobEnds.Refused(run, $"{job.Plan.Name} has no archive in {job.Repository!.Name} that could be restored.", "Back it up first.");
        }

        using var keys = keyring.Open(job.Repository!);
        var limits = await record.LimitsAsync(job.Details, run.Stopping);
        var scratch = await scratches.CreateAsync(job, run.Stopping);
        try
        {
            return await new Drill(run, job, archive, limits, scratch).RunAsync(borg, keys.Environment, record, time);
        }
        finally
        {
            await scratches.RemoveAsync(job);
        }
    }

    private sealed class Drill(JobRun run, RestoreDrillJob job, Archive archive, DrillLimits limits, string scratch)
    {
        private readonly IReadOnlyList<string> _mustHaves = [.. job.Plan!.MustHavePaths.Select(path => path.TrimStart('/'))];

        public async Task<JobEnd> RunAsync(JobBorg borg, BorgEnvironment environment, DrillRecord record, TimeProvider time)
        {
            run.Log.Write(JobLogLevel.Info, $"{archive.Name}, at most {limits.Files} files and {limits.Bytes} bytes, seed {limits.Seed}");
            run.Progress.Report(new() { Message = "Choosing files" });
            var sample = new DrillSample(limits, _mustHaves);
            var listed = await borg.AskAsync(run, BorgCommand.ListFiles(job.Repository!.Location, archive.Name), environment, run.Stopping, happened =>
            {
                if (happened is OutputLine line && ArchiveItem.Parse(line) is { } entry)
                {
                    sample.Observe(entry);
                }
            });
            if (!listed.IsDone)
            {
                return await UndoneAsync(listed, record);
            }

            var chosen = sample.Choose();
            if (chosen.Count == 0 && sample.Missing.Count == 0)
            {
                return await FailedAsync("The archive holds no file that could be tried.", "Look at what the plan backs up.", [], record);
            }

            if (chosen.Sum(entry => entry.Size) + SpareBytes > JobScratch.FreeBytesOf(scratch))
            {
                return JobEnds.Refused(run, $"{scratch} has too little space for the files of the drill.", "Free some space in the worker's folder, or let drills draw less.");
            }

            return await RestoreAsync(borg, environment, sample, chosen, record, time);
        }

        private async Task<JobEnd> RestoreAsync(
            JobBorg borg, BorgEnvironment environment, DrillSample sample, IReadOnlyList<ArchiveItem> chosen, DrillRecord record, TimeProvider time)
        {
            var watch = new ExtractWatch(run, time);
            var ended = chosen.Count == 0 ? null : await borg.RunAsync(
                run, BorgCommand.Extract(job.Repository!.Location, archive.Name, new() { TargetFolder = scratch, Paths = [.. chosen.Select(entry => entry.Path)] }), environment, watch.Observe);
            if (ended is { IsDone: false })
            {
                return await UndoneAsync(ended, record);
            }

            run.Progress.Report(run.Progress.Newest with { Message = "Comparing", CurrentFile = null, SpeedBytes = null, EtaSeconds = null });
            var comparison = new DrillComparison(scratch);
            foreach (var path in sample.Missing)
            {
                comparison.Missing($"/{path}");
            }

            foreach (var entry in chosen)
            {
                await comparison.CompareAsync(entry, run.Stopping);
            }

            var stats = StatsOf(chosen, comparison, watch.Elapsed);
            return comparison.Failures.Count > 0 ? await DifferentAsync(stats, comparison, record) : await GoodAsync(ended!, stats, record);
        }

        private DrillStats StatsOf(IReadOnlyList<ArchiveItem> chosen, DrillComparison comparison, TimeSpan elapsed) => new(
            archive.Name, limits.Seed, chosen.Count, _mustHaves.Count, comparison.Failures.Count, comparison.BytesRestored, comparison.FilesCompared, elapsed.TotalSeconds,
            comparison.BytesRestored >= LeastBytesForSpeed ? Math.Max(1, (long)(comparison.BytesRestored / Math.Max(0.001, elapsed.TotalSeconds))) : null);

        private async Task<JobEnd> GoodAsync(BorgEnded ended, DrillStats stats, DrillRecord record)
        {
            var words = $"{stats.FilesDrawn} of {stats.FilesDrawn} files came back whole; {stats.FilesCompared} were compared with live files that have not changed since.";
            await record.WriteAsync(job, archive, isGood: true, words, stats.BytesPerSecond);
            return Told(JobEnds.Done(run, ended), stats, words);
        }

        private async Task<JobEnd> DifferentAsync(DrillStats stats, DrillComparison comparison, DrillRecord record)
        {
            var first = comparison.Failures[0];
            var words = $"{(stats.FilesFailed == 1 ? "1 path" : $"{stats.FilesFailed} paths")} did not come back as it should: {first.Path}: {first.Reason}";
            var end = await FailedAsync(words, "Check the repository and verify its data. Keep the sources as they are until a new backup has been drilled.", comparison.Failures, record);
            return Told(end, stats, words);
        }

        private JobEnd Told(JobEnd end, DrillStats stats, string words) => end with
        {
            ArchiveId = archive.Id,
            StatsJson = JsonSerializer.Serialize(stats, JobStats.Default.DrillStats),
            Progress = end.Progress with { Message = words, FilesProcessed = stats.FilesDrawn, OriginalSizeBytes = stats.BytesRestored, TotalBytes = stats.BytesRestored },
        };

        private async Task<JobEnd> FailedAsync(string words, string hint, IReadOnlyList<JobWarning> failures, DrillRecord record)
        {
            await record.WriteAsync(job, archive, isGood: false, words, bytesPerSecond: null);
            return JobEnds.Refused(run, words, hint) with
            {
                ArchiveId = archive.Id, WarningCount = failures.Count, Warnings = [.. failures.Take(JobEnd.MaximumWarnings)],
            };
        }

        // Whoever stopped it, and a repository that is away for a moment, say nothing about the archive.
        private async Task<JobEnd> UndoneAsync(BorgEnded ended, DrillRecord record)
        {
            var end = JobEnds.Undone(run, ended);
            if (ended.Stop == BorgStop.None && ended.Error?.RetryMayHelp != true)
            {
                await record.WriteAsync(job, archive, isGood: false, end.ErrorMessage ?? "borg could not restore it.", bytesPerSecond: null);
            }

            return end with { ArchiveId = archive.Id };
        }
    }

    /// <summary>Shows how far borg is, and measures from when it writes the first file on: opening the archive is not its speed.</summary>
    private sealed class ExtractWatch(JobRun run, TimeProvider time)
    {
        private readonly long _startedAt = time.GetTimestamp();
        private long? _firstAt;

        public TimeSpan Elapsed { get; private set; }

        public void Observe(BorgEvent happened)
        {
            if (happened is ProgressPercent { MessageId: "extract" } said)
            {
                _firstAt ??= said.Total > 0 ? time.GetTimestamp() : null;
                run.Progress.Report(run.Progress.Newest with
                {
                    Message = "Restoring aside",
                    CurrentFile = said.Info.Count > 0 ? said.Info[0] : run.Progress.Newest.CurrentFile,
                    OriginalSizeBytes = said.Current,
                    TotalBytes = said.Total > 0 ? said.Total : run.Progress.Newest.TotalBytes,
                });
            }
            else if (happened is BorgEnded)
            {
                Elapsed = time.GetElapsedTime(_firstAt ?? _startedAt);
            }
        }
    }
}
