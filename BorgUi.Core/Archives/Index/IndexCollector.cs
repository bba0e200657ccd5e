using Npgsql;

namespace BorgUi.Core.Archives.Index;

/// <summary>
/// Clears away what only deleted archives held. Nobody sees it before either, because who reads asks for archives that are there; so
/// this can be done at any time, and again after it was cut off.
/// </summary>
public sealed class IndexCollector(NpgsqlDataSource dataSource)
{
    private const int FoldersAtOnce = 1000;

    /// <summary>Collects what the deleted archives of a repository, and forgotten repositories, have left.</summary>
    /// <returns>How many versions were removed.</returns>
    public async Task<long> CollectAsync(Guid repositoryId, CancellationToken cancellationToken)
    {
        var removed = 0L;
        foreach (var seriesId in await FindSeriesAsync(repositoryId, cancellationToken))
        {
            await using var transaction = await IndexTransaction.BeginAsync(dataSource, seriesId, cancellationToken);
            removed += await CollectAsync(transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return removed;
    }

    private async Task<List<int>> FindSeriesAsync(Guid repositoryId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT series.id FROM index_series AS series
            WHERE series.repository_id IS NULL OR (series.repository_id = $1 AND EXISTS (
                SELECT FROM index_points AS point WHERE point.series_id = series.id AND point.archive_id IS NULL))
            """);
        command.Parameters.Add(new() { Value = repositoryId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<int>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt32(0));
        }

        return ids;
    }

    private static async Task<long> CollectAsync(IndexTransaction transaction, CancellationToken cancellationToken)
    {
        var gaps = await FindGapsAsync(transaction, cancellationToken);
        if (gaps is [(IndexPoint.Ever, IndexPoint.StillThere)])
        {
            return await ClearAsync(transaction, cancellationToken);
        }

        var (removed, folders) = await RemoveAsync(transaction, gaps, cancellationToken);
        foreach (var some in folders.Chunk(FoldersAtOnce))
        {
            await RenewNamesAsync(transaction, some, cancellationToken);
        }

        await ExecuteAsync(transaction, "DELETE FROM index_points WHERE series_id = $1 AND archive_id IS NULL", cancellationToken);
        return removed;
    }

    // The ranges between archives that are there in which deleted ones stand.
    private static async Task<List<(long First, long Last)>> FindGapsAsync(IndexTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("""
            SELECT DISTINCT
                coalesce((SELECT max(live.position) + 1 FROM index_points AS live WHERE live.series_id = $1 AND live.archive_id IS NOT NULL AND live.position < gone.position), $2),
                coalesce((SELECT min(live.position) - 1 FROM index_points AS live WHERE live.series_id = $1 AND live.archive_id IS NOT NULL AND live.position > gone.position), $3)
            FROM index_points AS gone WHERE gone.series_id = $1 AND gone.archive_id IS NULL
            """, transaction.SeriesId, IndexPoint.Ever, IndexPoint.StillThere);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var gaps = new List<(long, long)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            gaps.Add((reader.GetInt64(0), reader.GetInt64(1)));
        }

        return gaps;
    }

    private static async Task<(long Removed, HashSet<Guid> Folders)> RemoveAsync(
        IndexTransaction transaction, List<(long First, long Last)> gaps, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("""
            DELETE FROM index_versions AS version
            WHERE series_id = $1 AND EXISTS (
                SELECT FROM unnest($2, $3) AS gap (first, last) WHERE version.first_position >= gap.first AND version.last_position <= gap.last)
            RETURNING version.folder_id
            """, transaction.SeriesId, gaps.Select(gap => gap.First).ToArray(), gaps.Select(gap => gap.Last).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (removed, folders) = (0L, new HashSet<Guid>());
        while (await reader.ReadAsync(cancellationToken))
        {
            removed++;
            folders.Add(reader.GetGuid(0));
        }

        return (removed, folders);
    }

    // Of folders that lost versions: those names stay that some version has.
    private static async Task RenewNamesAsync(IndexTransaction transaction, Guid[] folders, CancellationToken cancellationToken)
    {
        var before = await ReadNamesAsync(transaction, "SELECT folder_id, path, names FROM index_names WHERE series_id = $1 AND folder_id = ANY($2)", folders, cancellationToken);
        var after = (await ReadNamesAsync(
                transaction, "SELECT DISTINCT folder_id, '', '/' || name || '/' FROM index_versions WHERE series_id = $1 AND folder_id = ANY($2)", folders, cancellationToken))
            .SelectMany(row => NameBlocks.Split(row.Names).Select(name => (row.FolderId, name)))
            .ToLookup(pair => pair.FolderId, pair => pair.name);
        var changed = before.GroupBy(row => row.FolderId)
            .Where(folder => folder.SelectMany(row => NameBlocks.Split(row.Names)).Distinct().Count() != after[folder.Key].Count())
            .ToDictionary(folder => folder.Key, folder => folder.First().Path);
        await using var delete = transaction.Command("DELETE FROM index_names WHERE series_id = $1 AND folder_id = ANY($2)", transaction.SeriesId, changed.Keys.ToArray());
        await delete.ExecuteNonQueryAsync(cancellationToken);
        var blocks = new NameBlocks();
        foreach (var (folderId, path) in changed)
        {
            foreach (var names in after[folderId].Order(StringComparer.Ordinal).Chunk(NameBlocks.MaximumNames))
            {
                blocks.Add(folderId, path, names);
            }
        }

        await blocks.WriteAsync(transaction, cancellationToken);
    }

    private static async Task<List<(Guid FolderId, string Path, string Names)>> ReadNamesAsync(
        IndexTransaction transaction, string sql, Guid[] folders, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(sql, transaction.SeriesId, folders);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(Guid, string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2)));
        }

        return rows;
    }

    // No archive of the series is left.
    private static async Task<long> ClearAsync(IndexTransaction transaction, CancellationToken cancellationToken)
    {
        var removed = await ExecuteAsync(transaction, "DELETE FROM index_versions WHERE series_id = $1", cancellationToken);
        await ExecuteAsync(transaction, "DELETE FROM index_names WHERE series_id = $1", cancellationToken);
        await ExecuteAsync(transaction, "DELETE FROM index_series WHERE id = $1", cancellationToken);
        return removed;
    }

    private static async Task<int> ExecuteAsync(IndexTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(sql, transaction.SeriesId);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
