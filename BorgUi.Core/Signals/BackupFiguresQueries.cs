using BorgUi.Core.Archives;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Signals;

public static class BackupFiguresQueries
{
    /// <summary>Those that are unusual and that nobody has looked at: until then their repositories are not pruned, see <see cref="HeldPrunes"/>.</summary>
    public static IQueryable<BackupFigures> WhereToLookAt(this IQueryable<BackupFigures> figures) =>
        figures.Where(one => one.Signals != null && one.LookedAt == null && one.PlanId != null);

    /// <summary>
    /// Adds to the context what borg said of a backup, unless it is known, and judges it: in the same transaction as its archive, and so
    /// before its job can end and what follows it, a prune among it, can begin.
    /// </summary>
    /// <param name="repositorySizeBytes">How large the repository is now.</param>
    public static async Task AddFiguresAsync(this BorgUiDbContext db, Archive archive, long? repositorySizeBytes, CancellationToken cancellationToken)
    {
        if (archive is not { FileCount: { } files, OriginalSizeBytes: { } original, CompressedSizeBytes: { } compressed, DeduplicatedSizeBytes: { } added }
            || await db.BackupFigures.AnyAsync(known => known.ArchiveId == archive.Id, cancellationToken))
        {
            return;
        }

        var figures = new BackupFigures
        {
            ArchiveId = archive.Id,
            RepositoryId = archive.RepositoryId,
            PlanId = archive.PlanId,
            StartedAt = archive.StartedAt,
            FileCount = files,
            OriginalSizeBytes = original,
            CompressedSizeBytes = compressed,
            DeduplicatedSizeBytes = added,
            RepositorySizeBytes = repositorySizeBytes,
        };
        figures.Judge(await db.EarlierAsync(figures, cancellationToken));
        db.BackupFigures.Add(figures);
    }

    /// <summary>The backups of the same plan into the same repository before it, newest first, as many as its judge wants; none without a plan.</summary>
    internal static async Task<IReadOnlyList<BackupFigures>> EarlierAsync(this BorgUiDbContext db, BackupFigures figures, CancellationToken cancellationToken) =>
        figures.PlanId is not { } plan ? [] : await db.BackupFigures.AsNoTracking()
            .Where(other => other.PlanId == plan && other.RepositoryId == figures.RepositoryId && other.StartedAt < figures.StartedAt)
            .OrderByDescending(other => other.StartedAt)
            .Take(SignalJudge.MostHistory)
            .ToListAsync(cancellationToken);
}
