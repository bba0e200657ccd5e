using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Retention;
using BorgUi.Worker.Borg;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Maintenance;

/// <summary>Decides what a prune deletes: borg says which archives are there, the database whose they are and which are pinned.</summary>
internal sealed class RetentionChooser(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time)
{
    /// <param name="listed">What borg lists, with checkpoints.</param>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone of the rules.</exception>
    public async Task<RetentionChoice> ChooseAsync(PruneJob job, ArchiveList listed, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Archives
            .Where(archive => archive.RepositoryId == job.RepositoryId)
            .Select(archive => new { archive.BorgId, archive.PlanId, archive.IsPinned })
            .ToDictionaryAsync(archive => archive.BorgId, cancellationToken);
        var checkpoints = await OwnCheckpointsAsync(db, job, listed, cancellationToken);
        var candidates = listed.Archives.Where(archive => archive.IsCheckpoint || !archive.IsHidden).Select(archive => new RetentionCandidate
        {
            BorgId = archive.Id,
            Name = archive.Name,
            StartedAt = archive.StartedAt,
            PlanId = checkpoints.Contains(archive.Id) ? job.PlanId : known.GetValueOrDefault(archive.Id)?.PlanId,
            IsPinned = known.GetValueOrDefault(archive.Id)?.IsPinned == true,
            IsCheckpoint = archive.IsCheckpoint,
        });
        return ArchiveSelection.Choose(candidates, job.Details.Rules, ScopeOf(job), time.GetUtcNow());
    }

    private static RetentionScope ScopeOf(PruneJob job) => job.PlanId is { } plan
        ? RetentionScope.OfPlan(plan, foreign: job.Details.ArchiveGlob)
        : RetentionScope.OfNames(job.Details.ArchiveGlob ?? "*");

    // Only whole archives are recorded. A checkpoint is a plan's when one of its backups had the same command line.
    private static async Task<IReadOnlySet<string>> OwnCheckpointsAsync(BorgUiDbContext db, PruneJob job, ArchiveList listed, CancellationToken cancellationToken)
    {
        var commands = listed.Archives
            .Where(archive => archive is { IsCheckpoint: true, CommandLine.Count: > 0 })
            .ToDictionary(archive => archive.Id, archive => BorgCommand.DisplayTextOf(archive.CommandLine!.Skip(1)));
        if (job.PlanId is null || commands.Count == 0)
        {
            return new HashSet<string>();
        }

        var own = await db.Jobs.OfType<BackupJob>()
            .Where(backup => backup.RepositoryId == job.RepositoryId && backup.PlanId == job.PlanId && commands.Values.Contains(backup.Command))
            .Select(backup => backup.Command)
            .Distinct()
            .ToListAsync(cancellationToken);
        return commands.Where(checkpoint => own.Contains(checkpoint.Value)).Select(checkpoint => checkpoint.Key).ToHashSet();
    }
}
