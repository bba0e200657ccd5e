using System.Text.Json;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Repositories;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// <c>borg prune</c>. A dry run goes before it: a prune that would leave nothing, or that takes in archives of another plan,
/// is refused before anything is deleted. Afterwards the list must say the same as borg did.
/// </summary>
internal sealed class PruneJobHandler(
    JobBorg borg, RepositoryKeyring keyring, RepositorySync sync, IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (PruneJob)run.Job;
        if (job is { PlanId: null, ChainId: not null })
        {
            // Which archives are the plan's own can no longer be told.
            return JobEnds.Refused(run, "The plan that this prune belongs to was deleted, so nothing was pruned.", "Prune the repository by itself, with names that say which archives are meant.");
        }

        using var keys = keyring.Open(job.Repository!);
        run.Progress.Report(new() { Message = "Choosing what to keep" });
        var plan = new PruneReport();
        var rehearsed = job.Details.DryRun
            ? await borg.RunAsync(run, CommandOf(job, dryRun: true), keys.Environment, plan.Observe)
            : await borg.AskAsync(run, CommandOf(job, dryRun: true), keys.Environment, run.Stopping, plan.Observe);
        return !rehearsed.IsDone ? JobEnds.Undone(run, rehearsed)
            : await ObjectionAsync(job, plan) is { } objection ? JobEnds.Refused(run, objection.Message, objection.Hint) with { StatsJson = StatsOf(plan, dryRun: true) }
            : job.Details.DryRun ? JobEnds.Done(run, rehearsed) with { StatsJson = StatsOf(plan, dryRun: true) }
            : await PruneAsync(run, job, keys);
    }

    private async Task<JobEnd> PruneAsync(JobRun run, PruneJob job, RepositoryKeys keys)
    {
        var progress = new PhasedProgress(time, new Phase("prune", "Deleting archives"));
        var report = new PruneReport();
        var ended = await borg.RunAsync(run, CommandOf(job, dryRun: false), keys.Environment, happened =>
        {
            report.Observe(happened);
            run.Progress.Report(progress.Next(happened, run.Progress.Newest));
        });
        var after = await sync.LookAsync(run, job.Repository!, keys, CancellationToken.None);
        if (after.Archives is { } archives)
        {
            await sync.RecordAsync(run, job.Repository!, keys, archives);
        }

        return !ended.IsDone ? JobEnds.Undone(run, ended) with { StatsJson = StatsOf(report, dryRun: false) }
            : Contradiction(after, report) is { } lie ? JobEnds.Refused(run, lie, "Sync the repository and look at its archives before you prune again.") with { StatsJson = StatsOf(report, dryRun: false) }
            : JobEnds.Done(run, ended) with { StatsJson = StatsOf(report, dryRun: false) };
    }

    private static BorgCommand CommandOf(PruneJob job, bool dryRun) => BorgCommand.Prune(job.Repository!.Location, new()
    {
        Archives = ArchiveGlob.Matching(job.Details.ArchiveGlob),
        KeepWithin = job.Details.KeepWithin,
        KeepLast = job.Details.KeepLast ?? 0,
        KeepHourly = job.Details.KeepHourly ?? 0,
        KeepDaily = job.Details.KeepDaily ?? 0,
        KeepWeekly = job.Details.KeepWeekly ?? 0,
        KeepMonthly = job.Details.KeepMonthly ?? 0,
        KeepYearly = job.Details.KeepYearly ?? 0,
        DryRun = dryRun,
    });

    private async Task<(string Message, string Hint)?> ObjectionAsync(PruneJob job, PruneReport plan)
    {
        if (plan is { Kept.Count: 0, Pruned.Count: > 0 })
        {
            return ($"These rules keep none of the {plan.Pruned.Count} archives, so nothing was deleted.", "Give a rule that keeps at least one, such as keep_last.");
        }

        if (job.PlanId is not { } planId)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync();
        // A foreign archive that is kept would take the place of one of this plan.
        var ids = plan.Pruned.Concat(plan.Kept).Select(archive => archive.Id).ToList();
        var foreign = await db.Archives
            .Where(archive => archive.RepositoryId == job.RepositoryId && ids.Contains(archive.BorgId) && archive.PlanId != null && archive.PlanId != planId)
            .Select(archive => archive.Name)
            .FirstOrDefaultAsync();
        return foreign is null ? null : (
            $"The names of this plan's archives are not only its own: '{job.Details.ArchiveGlob}' also takes in {foreign} of another plan, so nothing was deleted.",
            "Give the plans archive names that begin differently.");
    }

    private static string? Contradiction(ArchiveListing after, PruneReport report)
    {
        var stayed = report.Pruned.Where(archive => after.Find(archive.Id) is not null).ToList();
        var gone = report.Kept.Where(archive => after.Find(archive.Id) is null).ToList();
        return after.Archives is null ? $"Whether the archives are gone could not be seen: {after.Ended.Error?.Title ?? "borg did not list them"}."
            : stayed.Count > 0 ? $"borg said that it pruned {stayed[0].Name}, but it is still in the repository."
            : gone.Count > 0 ? $"borg said that it keeps {gone[0].Name}, but it is not in the repository any more."
            : null;
    }

    private static string StatsOf(PruneReport report, bool dryRun) => JsonSerializer.Serialize(report.ToStats(dryRun), JobStats.Default.PruneStats);
}
