using BorgUi.Contracts.Archives;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Archives.Index;

/// <summary>What a search asks for beside its pattern; null asks for nothing.</summary>
public sealed record SearchFilter
{
    public Guid? RepositoryId { get; init; }

    public EntryType? Type { get; init; }

    public long? MinimumBytes { get; init; }

    public long? MaximumBytes { get; init; }

    public DateTimeOffset? ModifiedFrom { get; init; }

    public DateTimeOffset? ModifiedTo { get; init; }
}

/// <summary>
/// Finds paths over all indexed archives. Blocks of names come from the trigram index and are looked into one after another, until there
/// is enough: so what is found everywhere is found as quickly as what is rare.
/// </summary>
public sealed class ArchiveSearch(NpgsqlDataSource dataSource, IDbContextFactory<BorgUiDbContext> contexts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>At most so many hits, and whether there are more; null when it would have taken too long.</returns>
    public async Task<(IReadOnlyList<SearchHit> Hits, bool More)?> FindAsync(SearchPattern pattern, SearchFilter filter, int limit, int offset, CancellationToken cancellationToken)
    {
        try
        {
            var found = await FindPathsAsync(pattern, filter, limit + 1, offset, cancellationToken);
            return (await DescribeAsync([.. found.Take(limit)], filter, cancellationToken), found.Count > limit);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.QueryCanceled && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<List<FoundPath>> FindPathsAsync(SearchPattern pattern, SearchFilter filter, int limit, int offset, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // A few matches among many names must never be looked for in all of them.
        await using (var settings = new NpgsqlCommand(
            FormattableString.Invariant($"SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off; SET LOCAL statement_timeout = {Patience.TotalMilliseconds}"),
            connection, transaction))
        {
            await settings.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand(FindSql(pattern), connection, transaction);
        foreach (var value in pattern.Values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        AddFilter(command, filter);
        PositionalParameters.Add(command.Parameters, Nullable(filter.RepositoryId, NpgsqlDbType.Uuid), limit, offset);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<FoundPath>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3)));
        }

        return found;
    }

    // OFFSET 0: the blocks are planned apart from the rest, and read only as far as needed. The lower names are taken apart alone, for
    // few of them match. A path that several series of a repository hold is told once.
    private static string FindSql(SearchPattern pattern) => $"""
        SELECT block.repository_id, block.folder_id, block.path, {EntryName}
        FROM (
            SELECT names.*, (SELECT series.repository_id FROM index_series AS series WHERE series.id = names.series_id) AS repository_id
            FROM index_names AS names WHERE {pattern.BlockSql} OFFSET 0) AS block,
            LATERAL string_to_table(block.lower_names, '/') WITH ORDINALITY AS entry (lower_name, place)
        WHERE block.repository_id IS NOT NULL AND ($10 IS NULL OR block.repository_id = $10) AND entry.lower_name <> '' AND {pattern.NameSql}
            AND block.series_id = (
                SELECT min(version.series_id) FROM index_versions AS version
                WHERE version.series_id = ANY(ARRAY(SELECT series.id FROM index_series AS series WHERE series.repository_id = block.repository_id))
                    AND version.folder_id = block.folder_id AND version.name = {EntryName} AND {FilterSql}
                    AND EXISTS (
                        SELECT FROM index_points AS point WHERE point.series_id = version.series_id AND point.archive_id IS NOT NULL
                            AND point.position BETWEEN version.first_position AND version.last_position))
        LIMIT $11 OFFSET $12
        """;

    private const string EntryName = "split_part(block.names, '/', entry.place::int)";

    private const string FilterSql = """
        ($5 IS NULL OR version.type = $5) AND ($6 IS NULL OR version.size_bytes >= $6) AND ($7 IS NULL OR version.size_bytes <= $7)
        AND ($8 IS NULL OR version.modified_at >= $8) AND ($9 IS NULL OR version.modified_at <= $9)
        """;

    private static void AddFilter(NpgsqlCommand command, SearchFilter filter) => PositionalParameters.Add(
        command.Parameters,
        Nullable((short?)filter.Type, NpgsqlDbType.Smallint),
        Nullable(filter.MinimumBytes, NpgsqlDbType.Bigint),
        Nullable(filter.MaximumBytes, NpgsqlDbType.Bigint),
        Nullable(filter.ModifiedFrom?.UtcDateTime, NpgsqlDbType.TimestampTz),
        Nullable(filter.ModifiedTo?.UtcDateTime, NpgsqlDbType.TimestampTz));

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private async Task<IReadOnlyList<SearchHit>> DescribeAsync(List<FoundPath> found, SearchFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var repositoryIds = found.Select(path => path.RepositoryId).Distinct().ToList();
        var repositories = await db.Repositories.Where(row => repositoryIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        var series = await db.IndexSeries.AsNoTracking().Where(row => row.RepositoryId != null && repositoryIds.Contains(row.RepositoryId.Value)).ToListAsync(cancellationToken);
        var (ids, folders, names) = (series.Select(row => row.Id).ToArray(), found.Select(path => path.FolderId).ToArray(), found.Select(path => path.Name).ToArray());
        var versions = await db.IndexVersions.FromSql($"""
            SELECT version.* FROM (SELECT DISTINCT * FROM unnest({folders}, {names}) AS path (folder_id, name)) AS path
            JOIN index_versions AS version ON version.series_id = ANY({ids}) AND version.folder_id = path.folder_id AND version.name = path.name COLLATE "C"
            """).ToListAsync(cancellationToken);
        var points = await SeriesPoints.LoadAsync(db, [.. versions.Select(version => version.SeriesId).Distinct()], cancellationToken);
        var repositoryOf = series.ToDictionary(row => row.Id, row => row.RepositoryId!.Value);
        var byPath = versions.ToLookup(version => (repositoryOf[version.SeriesId], version.FolderId, version.Name));
        return [.. found.Where(path => repositories.ContainsKey(path.RepositoryId)).DistinctBy(path => (path.RepositoryId, path.FolderId, path.Name))
            .Select(path => HitOf(path, repositories[path.RepositoryId], [.. byPath[(path.RepositoryId, path.FolderId, path.Name)]], points, filter)).OfType<SearchHit>()];
    }

    private static SearchHit? HitOf(FoundPath path, string repositoryName, List<IndexVersion> versions, Dictionary<int, SeriesPoints> points, SearchFilter filter)
    {
        var there = versions
            .Select(version => (Version: version, Archives: points.GetValueOrDefault(version.SeriesId)?.Within(version.FirstPosition, version.LastPosition)))
            .Where(pair => pair.Archives is not null)
            .OrderByDescending(pair => pair.Archives!.Value.Last.StartedAt)
            .ToList();
        // An archive may have been deleted between the two questions.
        if (there.FirstOrDefault(pair => Fits(pair.Version, filter)) is not { Version: { } shown })
        {
            return null;
        }

        return new()
        {
            RepositoryId = path.RepositoryId,
            RepositoryName = repositoryName,
            Path = path.Folder.Length == 0 ? path.Name : $"{path.Folder}/{path.Name}",
            Name = path.Name,
            Type = shown.Type,
            Size = shown.SizeBytes,
            Mtime = shown.ModifiedAt,
            ExactName = shown.IsExact,
            Versions = there.Count,
            FirstArchive = there.Select(pair => pair.Archives!.Value.First).MinBy(archive => archive.StartedAt)!,
            LastArchive = there[0].Archives!.Value.Last,
            InNewest = there.Any(pair => points[pair.Version.SeriesId].IncludesNewest(pair.Version.LastPosition)),
        };
    }

    private static bool Fits(IndexVersion version, SearchFilter filter) =>
        (filter.Type is null || version.Type == filter.Type)
        && (filter.MinimumBytes is null || version.SizeBytes >= filter.MinimumBytes) && (filter.MaximumBytes is null || version.SizeBytes <= filter.MaximumBytes)
        && (filter.ModifiedFrom is null || version.ModifiedAt >= filter.ModifiedFrom) && (filter.ModifiedTo is null || version.ModifiedAt <= filter.ModifiedTo);

    private sealed record FoundPath(Guid RepositoryId, Guid FolderId, string Folder, string Name);
}
