using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Worker.Backups;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Comparisons;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// Looks at each path of an archive's list on this machine, then asks borg what a backup of the plan would take, for what is new. What
/// differs is the result of the job, and no warning; what could not be read is one.
/// </summary>
internal sealed class CompareLiveJobHandler(JobBorg borg, RepositoryKeyring keyring, JobReportStore reports, PatientDatabase database) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (CompareLiveJob)run.Job;
        using var keys = keyring.Open(job.Repository!);
        var report = new DifferenceReport(run, reports, database);
        await report.BeginAsync();
        return await new Comparison(run, job, report).RunAsync(borg, keys.Environment);
    }

    private sealed class Comparison(JobRun run, CompareLiveJob job, DifferenceReport report)
    {
        private const double ShareOfArchive = 90;

        private readonly LiveComparison _live = new(report, job.Details.Content);
        private readonly WarningCollector _said = new(job.Plan?.Sources ?? []);
        private readonly IReadOnlyList<string> _missing = [.. job.Plan?.Sources.Where(source => LiveItem.Look(source) is (null, null)) ?? []];

        // It may have been renamed while the job waited.
        private string ArchiveName => job.Archive?.Name ?? job.Details.ArchiveName;

        private string Doing => job.Details.Content ? "Comparing the content with the files of now, which takes as long as a restore" : "Comparing with the files of now";

        public async Task<JobEnd> RunAsync(JobBorg borg, BorgEnvironment environment)
        {
            run.Progress.Report(new() { Message = "Opening the archive" });
            var location = job.Repository!.Location;
            var command = job.Details.Content ? BorgCommand.ListFilesWithHash(location, ArchiveName) : BorgCommand.ListFiles(location, ArchiveName);
            var listed = await borg.StreamAsync(run, command, environment, TakeAsync, run.Stopping, Observe);
            if (!listed.IsDone)
            {
                return JobEnds.Undone(run, listed);
            }

            if (job.Plan is { } plan && await LookForNewAsync(borg, environment, plan) is { IsDone: false } planned)
            {
                return JobEnds.Undone(run, planned);
            }

            await report.CompleteAsync();
            return EndOf(listed);
        }

        private async ValueTask TakeAsync(OutputLine line)
        {
            var item = ArchiveItem.ParseWhole(line) ?? throw new InvalidDataException("borg listed something that is not an item of an archive.");
            var before = _live.WarningCount;
            await _live.CompareAsync(item, run.Stopping);
            if (_live.WarningCount > before)
            {
                run.Progress.CountWarning();
            }

            run.Progress.Report(new()
            {
                Message = Doing,
                FilesProcessed = _live.Paths,
                CurrentFile = item.Path,
                Percent = job.Archive?.FileCount is > 0 and var all ? Math.Min(ShareOfArchive, ShareOfArchive * _live.Files / all) : null,
                IsEstimate = true,
            });
        }

        // What all sources lack is no news, and borg refuses to look for nothing.
        private async Task<BorgEnded?> LookForNewAsync(JobBorg borg, BorgEnvironment environment, BackupPlan plan)
        {
            var options = BackupOptions.Of(BackupDetails.Of(plan));
            var there = options.Paths.Except(_missing).ToList();
            if (there.Count == 0)
            {
                return null;
            }

            run.Progress.Report(run.Progress.Newest with { Message = "Looking for new files", CurrentFile = null, Percent = ShareOfArchive });
            var command = BorgCommand.CreateDryRun(job.Repository!.Location, plan.ArchiveNameTemplate, options with { Paths = there });
            return await borg.StreamNamesAsync(run, command, environment, file => _live.LookForNewAsync(file.Path), Observe, run.Stopping);
        }

        // "/srv/x: [Errno 2] No such file or directory: 'x'": what has gone while borg looked is not there, and that is all.
        private void Observe(BorgEvent happened)
        {
            if (happened is not LogMessage { Level: BorgLogLevel.Warning } message || !message.Text.Contains("[Errno 2]", StringComparison.Ordinal))
            {
                if (_said.Observe(happened))
                {
                    run.Progress.CountWarning();
                }
            }
        }

        private JobEnd EndOf(BorgEnded listed)
        {
            var stats = ComparisonWords.StatsOf(report, ArchiveName) with
            {
                PathsCompared = _live.Paths,
                ContentsCompared = job.Details.Content ? _live.ContentsCompared : null,
                LookedForNew = job.Plan is not null,
                MissingSources = _missing,
            };
            var end = JobEnds.Done(run, listed);
            return end with
            {
                WarningCount = _live.WarningCount + _said.Count,
                Warnings = [.. _live.Warnings.Concat(_said.Warnings).Take(JobEnd.MaximumWarnings)],
                StatsJson = JsonSerializer.Serialize(stats, JobStats.Default.ComparisonStats),
                Progress = end.Progress with { Message = ComparisonWords.Of(stats), FilesProcessed = _live.Paths },
            };
        }
    }
}
