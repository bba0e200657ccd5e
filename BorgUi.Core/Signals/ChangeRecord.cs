using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Core.Signals;

/// <summary>Adds to the figures of backups what the index knows of them, and judges them again. Done twice it comes to the same.</summary>
public sealed class ChangeRecord(IDbContextFactory<BorgUiDbContext> contexts, NpgsqlDataSource dataSource)
{
    /// <summary>
    /// Counts the changes of the repository's backups that can be counted by now: they and the archive of their plan before them are
    /// indexed. What was not reached, because the worker died or a writer came, the next call finds.
    /// </summary>
    public async Task CountAsync(Guid repositoryId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var pair in await FindAsync(db, repositoryId, cancellationToken))
        {
            var changes = await ChangeCount.OfAsync(dataSource, pair, cancellationToken);
            if (await db.BackupFigures.FirstOrDefaultAsync(row => row.ArchiveId == pair.ArchiveId, cancellationToken) is { } figures)
            {
                figures.Changes = changes;
                figures.Judge(await db.EarlierAsync(figures, cancellationToken));
                await db.SaveChangesAsync(cancellationToken);
            }
        }
    }

    // The oldest first, so that it can tell what is usual. One whose predecessor is still to be indexed waits for that; those that
    // nobody will judge by any more are left alone.
    private static Task<List<ArchivePair>> FindAsync(BorgUiDbContext db, Guid repositoryId, CancellationToken cancellationToken) => db.Database.SqlQuery<ArchivePair>($"""
        SELECT earlier.id AS "BeforeId", mine.archive_id AS "ArchiveId", here.series_id AS "SeriesId", before.position AS "Before", here.position AS "Position"
        FROM backup_figures AS mine
        JOIN index_points AS here ON here.archive_id = mine.archive_id
        CROSS JOIN LATERAL (
            SELECT archive.id FROM archives AS archive
            WHERE archive.repository_id = mine.repository_id AND archive.plan_id = mine.plan_id AND archive.started_at < mine.started_at AND archive.index_state <> 'failed'
            ORDER BY archive.started_at DESC LIMIT 1) AS earlier
        JOIN index_points AS before ON before.archive_id = earlier.id AND before.series_id = here.series_id
        WHERE mine.repository_id = {repositoryId} AND mine.changes IS NULL AND (
            SELECT count(*) FROM backup_figures AS newer
            WHERE newer.plan_id = mine.plan_id AND newer.repository_id = mine.repository_id AND newer.started_at > mine.started_at) < {SignalJudge.MostHistory}
        ORDER BY mine.started_at
        """).ToListAsync(cancellationToken);
}
