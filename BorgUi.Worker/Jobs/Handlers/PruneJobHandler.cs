using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Jobs;
using BorgUi.Core.Retention;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// Deletes the archives that no rule keeps. Which these are is decided here and not by <c>borg prune</c>, which knows neither
/// plans nor pins; afterwards the list must hold all that were to stay and none of the others.
/// </summary>
internal sealed class PruneJobHandler(JobBorg borg, RepositoryKeyring keyring, RepositorySync sync, RetentionChooser chooser, ArchivePins pins) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (PruneJob)run.Job;
        if (job is { PlanId: null, Details.PlanId: not null })
        {
            // Which archives are the plan's own can no longer be told.
            return JobEnds.Refused(run, "The plan that this prune belongs to was deleted, so nothing was pruned.", "Prune the repository by itself, with names that say which archives are meant.");
        }

        using var keys = keyring.Open(job.Repository!);
        run.Progress.Report(new() { Message = "Choosing what to keep" });
        var before = await sync.LookAsync(run, job.Repository!, keys, run.Stopping, withCheckpoints: true);
        if (before.Archives is null)
        {
            return await sync.FailAsync(run, job.Repository!, before.Ended);
        }

        var report = new PruneReport(await chooser.ChooseAsync(job, before.Archives, run.Stopping));
        foreach (var line in report.Lines)
        {
            run.Log.Write(JobLogLevel.Info, line);
        }

        return Objection(job, report.Choice) is { } objection ? JobEnds.Refused(run, objection.Message, objection.Hint) with { StatsJson = report.ToStats(dryRun: true) }
            : job.Details.DryRun || report.Choice.Doomed.Count == 0 ? JobEnds.Done(run, before.Ended) with { StatsJson = report.ToStats(job.Details.DryRun) }
            : await PruneAsync(run, job, keys, before, report);
    }

    private async Task<JobEnd> PruneAsync(JobRun run, PruneJob job, RepositoryKeys keys, ArchiveListing before, PruneReport report)
    {
        var ended = await DeleteAsync(run, job, keys, [.. report.Choice.Doomed.Select(archive => before.Find(archive.BorgId)!)], report) ?? before.Ended;
        var after = await sync.LookAsync(run, job.Repository!, keys, CancellationToken.None, withCheckpoints: true);
        if (after.Archives is not { } archives)
        {
            return JobEnds.Unproven(run, ended, after.Ended);
        }

        await sync.RecordAsync(run, job.Repository!, keys, archives);
        report.Compare(archives);
        var end = report.Lost is { } lost ? JobEnds.Refused(run, $"{lost} was to be kept, but it is not in the repository any more.", "Sync the repository and look at its archives before you prune again.")
            : report.Left is not { } left ? JobEnds.Done(run, ended)
            : !ended.IsDone ? JobEnds.Undone(run, ended)
            : run.Stopping.IsCancellationRequested ? JobEnds.Stopped(run)
            : JobEnds.Refused(run, $"borg ended without an error, but {left} is still in the repository.", "Read the log; then prune again.");
        return end with { StatsJson = report.ToStats(dryRun: false) };
    }

    /// <returns>The end of the borg that failed or warned, else of the last one; null when there was none.</returns>
    private async Task<BorgEnded?> DeleteAsync(JobRun run, PruneJob job, RepositoryKeys keys, IReadOnlyList<BorgArchive> doomed, PruneReport report)
    {
        BorgEnded? ended = null;
        var progress = new DeletionProgress(doomed.Count);
        foreach (var batch in ArchiveBatches.Of(doomed).TakeWhile(_ => !run.Stopping.IsCancellationRequested && ended is null or { IsDone: true }))
        {
            // Not with the token that stops the job: what is gone by then has to be written down.
            var pinned = await pins.AmongAsync(job.Repository!.Id, batch, CancellationToken.None);
            report.Spare(pinned);
            var names = batch.Where(archive => !pinned.Contains(archive.Id)).Select(archive => archive.Name).ToList();
            if (names.Count == 0)
            {
                continue;
            }

            var deleted = await borg.RunAsync(run, BorgCommand.Delete(job.Repository.Location, names), keys.Environment, happened =>
                run.Progress.Report(progress.Next(happened, run.Progress.Newest)));
            ended = ended is { Outcome: BorgOutcome.Warning } && deleted.IsDone ? ended : deleted;
        }

        return ended;
    }

    private static (string Message, string Hint)? Objection(PruneJob job, RetentionChoice choice) =>
        choice.Risk is not { } risk || job.Details.DryRun || job.Details.AcceptedRisk >= risk ? null : risk switch
        {
            PruneRisk.KeepsNothing => (
                $"These rules keep none of the {choice.DoomedCount} archives, so nothing was deleted.",
                "Give a rule that keeps at least one, such as keep_last."),
            _ => (
                $"This would delete {choice.DoomedCount} of {choice.DoomedCount + choice.KeptCount} archives, more than half at once, so nothing was deleted.",
                "Look at the plan's retention preview; prune once by hand from there, or let the plan delete more than half."),
        };
}
