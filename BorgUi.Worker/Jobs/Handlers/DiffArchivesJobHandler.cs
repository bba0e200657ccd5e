using System.Globalization;
using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Backups;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Comparisons;
using BorgUi.Worker.Repositories;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary><c>borg diff</c> of two archives. What it finds is the result of the job, and no warning.</summary>
internal sealed class DiffArchivesJobHandler(
    JobBorg borg, RepositoryKeyring keyring, JobReportStore reports, PatientDatabase database, IDbContextFactory<BorgUiDbContext> contexts) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (DiffArchivesJob)run.Job;
        using var keys = keyring.Open(job.Repository!);
        var (older, newer) = (job.Archive?.Name ?? job.Details.ArchiveName, await OtherNameAsync(job, run.Stopping));
        var comparison = new Comparison(run, new(run, reports, database));
        await comparison.Report.BeginAsync();
        run.Progress.Report(new() { Message = "Opening the archives" });
        var command = BorgCommand.Diff(job.Repository!.Location, older, newer);
        var ended = await borg.StreamAsync(run, command, keys.Environment, comparison.TakeAsync, run.Stopping, comparison.Observe);
        await comparison.Report.CompleteAsync();
        return ended.IsDone ? comparison.EndOf(ended, older, newer) : JobEnds.Undone(run, ended);
    }

    // It may have been renamed while the job waited; one that is gone borg does not find by its old name.
    private async Task<string> OtherNameAsync(DiffArchivesJob job, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Archives.Where(archive => archive.Id == job.Details.OtherArchiveId).Select(archive => archive.Name).FirstOrDefaultAsync(cancellationToken)
            ?? job.Details.OtherArchiveName;
    }

    private sealed class Comparison(JobRun run, DifferenceReport report)
    {
        private readonly WarningCollector _warnings = new([]);
        private bool _sizesKnown = true;

        public DifferenceReport Report => report;

        public ValueTask TakeAsync(OutputLine line)
        {
            var found = DiffLines.Of(DiffItem.Parse(line));
            run.Progress.Report(new() { Message = string.Create(CultureInfo.InvariantCulture, $"{report.Total + 1:N0} differences so far"), CurrentFile = found.Path });
            return report.AddAsync(found);
        }

        public void Observe(BorgEvent happened)
        {
            // "--chunker-params are different between archives, diff will be slow."
            if (happened is LogMessage { Level: BorgLogLevel.Warning } message && message.Text.StartsWith("--chunker-params are different", StringComparison.Ordinal))
            {
                _sizesKnown = false;
            }
            else if (_warnings.Observe(happened))
            {
                run.Progress.CountWarning();
            }
        }

        public JobEnd EndOf(BorgEnded ended, string older, string newer)
        {
            // borg exits with a warning also when all it had to say is that this takes longer.
            var end = !_sizesKnown && _warnings.Count == 0 ? JobEnds.DoneWith(run, []) with { ReturnCode = ended.ExitCode.Value } : JobEnds.Done(run, ended);
            var stats = ComparisonWords.StatsOf(report, older) with { Other = newer, SizesKnown = _sizesKnown };
            return end with
            {
                WarningCount = _warnings.Count,
                Warnings = _warnings.Warnings,
                StatsJson = JsonSerializer.Serialize(stats, JobStats.Default.ComparisonStats),
                Progress = end.Progress with { Message = ComparisonWords.Of(stats) },
            };
        }
    }
}
