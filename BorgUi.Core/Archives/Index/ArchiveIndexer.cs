using Npgsql;

namespace BorgUi.Core.Archives.Index;

/// <summary>Where an archive belongs in its series, and the indexed archives beside it; deleted ones too, until they are collected.</summary>
internal sealed record IndexPlace(Guid ArchiveId, int SeriesId, long Position, long? Before, long? After, long ExpectedVersions)
{
    public bool IsFirst => Before is null && After is null;

    /// <summary>The range of a version that only this archive holds.</summary>
    public (long First, long Last) Range => (Before is null ? IndexPoint.Ever : Position, After is null ? IndexPoint.StillThere : Position);
}

/// <summary>Begins to index archives. Archives of one series are indexed one after another, in any order.</summary>
public sealed class ArchiveIndexer(NpgsqlDataSource dataSource)
{
    /// <summary>
    /// Makes ready to take the list of an archive, and waits while another one of its series is being indexed. Nothing of it is seen
    /// before <see cref="IndexRun.CompleteAsync"/>, and nothing stays when that is never called.
    /// </summary>
    /// <returns>Null when the archive is indexed already, or gone.</returns>
    public async Task<IndexRun?> BeginAsync(Guid archiveId, CancellationToken cancellationToken)
    {
        if (await FindSeriesAsync(archiveId, cancellationToken) is not { } seriesId)
        {
            return null;
        }

        var run = new IndexRun(await IndexTransaction.BeginAsync(dataSource, seriesId, cancellationToken));
        try
        {
            if (await FindPlaceAsync(run.Transaction, archiveId, seriesId, cancellationToken) is { } place)
            {
                await run.LoadAsync(place, cancellationToken);
                return run;
            }
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }

        await run.DisposeAsync();
        return null;
    }

    // An archive that is indexed stays in its series, whatever becomes of its plan.
    private async Task<int?> FindSeriesAsync(Guid archiveId, CancellationToken cancellationToken)
    {
        if (await DescribeAsync(archiveId, cancellationToken) is not { } archive)
        {
            return null;
        }

        var name = archive.PlanName ?? SeriesName.Of(archive.Name);
        await using var command = dataSource.CreateCommand("""
            INSERT INTO index_series (repository_id, key, name) VALUES ($1, $2, $3)
            ON CONFLICT (repository_id, key) DO UPDATE SET name = excluded.name
            RETURNING id
            """);
        command.Parameters.Add(new() { Value = archive.RepositoryId });
        command.Parameters.Add(new() { Value = archive.PlanId is { } planId ? $"plan/{planId:N}" : $"name/{name}" });
        command.Parameters.Add(new() { Value = name });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<(Guid RepositoryId, Guid? PlanId, string? PlanName, string Name)?> DescribeAsync(Guid archiveId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT archive.repository_id, archive.plan_id, plan.name, archive.name
            FROM archives AS archive LEFT JOIN backup_plans AS plan ON plan.id = archive.plan_id
            WHERE archive.id = $1 AND NOT EXISTS (SELECT FROM index_points AS point WHERE point.archive_id = archive.id)
            """);
        command.Parameters.Add(new() { Value = archiveId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetString(3))
            : null;
    }

    // Archives of the same second stand behind one another.
    private static async Task<IndexPlace?> FindPlaceAsync(IndexTransaction transaction, Guid archiveId, int seriesId, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("""
            WITH RECURSIVE wanted AS (
                SELECT (extract(epoch FROM archive.started_at) * 1000000)::bigint AS position FROM archives AS archive
                WHERE archive.id = $1 AND NOT EXISTS (SELECT FROM index_points AS point WHERE point.archive_id = archive.id)
                UNION ALL
                SELECT wanted.position + 1 FROM wanted WHERE EXISTS (SELECT FROM index_points AS point WHERE point.series_id = $2 AND point.position = wanted.position)),
            here AS (SELECT max(position) AS position FROM wanted)
            SELECT here.position, before.position, after.position, coalesce(before.entry_count, 0) + coalesce(after.entry_count, 0)
            FROM here
            LEFT JOIN LATERAL (SELECT * FROM index_points AS point WHERE point.series_id = $2 AND point.position < here.position ORDER BY point.position DESC LIMIT 1) AS before ON true
            LEFT JOIN LATERAL (SELECT * FROM index_points AS point WHERE point.series_id = $2 AND point.position > here.position ORDER BY point.position LIMIT 1) AS after ON true
            WHERE here.position IS NOT NULL
            """, archiveId, seriesId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(archiveId, seriesId, reader.GetInt64(0), Nullable(reader, 1), Nullable(reader, 2), reader.GetInt64(3))
            : null;
    }

    private static long? Nullable(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
