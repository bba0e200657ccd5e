using System.Text.Json;
using BorgUi.Contracts.Signals;
using Npgsql;

namespace BorgUi.Core.Archives.Index;

/// <summary>Two archives of one series, by their places.</summary>
internal sealed record ArchivePair(Guid BeforeId, Guid ArchiveId, int SeriesId, long Before, long Position);

/// <summary>
/// Counts what differs between two indexed archives of one series, however much that is: in the database, where
/// <see cref="ArchiveComparison"/> gives up because it has to name each difference.
/// </summary>
internal static class ChangeCount
{
    // What the archives have in common are versions that span both. The rest may still be equal, where an archive between them was deleted.
    private const string Sql = """
        WITH gone AS (
            SELECT folder_id, name, fingerprint, size_bytes FROM index_versions
            WHERE series_id = $1 AND type <> 1 AND first_position <= $2 AND last_position >= $2 AND last_position < $3),
        come AS (
            SELECT folder_id, name, fingerprint, size_bytes FROM index_versions
            WHERE series_id = $1 AND type <> 1 AND first_position > $2 AND first_position <= $3 AND last_position >= $3),
        change AS MATERIALIZED (
            SELECT folder_id, name, regexp_replace(name, '\.[^.]*$', '') AS stem, gone.size_bytes AS size_before, come.size_bytes AS size_after
            FROM gone FULL JOIN come USING (folder_id, name)
            WHERE gone.fingerprint IS DISTINCT FROM come.fingerprint),
        former AS MATERIALIZED (
            SELECT folder_id, name AS stem FROM change WHERE size_after IS NULL
            UNION SELECT folder_id, stem FROM change WHERE size_after IS NULL),
        renamed AS MATERIALIZED (
            SELECT lower(substr(name, length(stem) + 1)) AS ending FROM change
            WHERE size_before IS NULL AND stem <> '' AND stem <> name AND (folder_id, stem) IN (SELECT folder_id, stem FROM former))
        SELECT count(*) FILTER (WHERE size_before IS NULL), sum(size_after) FILTER (WHERE size_before IS NULL)::bigint,
            count(*) FILTER (WHERE size_before IS NOT NULL AND size_after IS NOT NULL), sum(size_after) FILTER (WHERE size_before IS NOT NULL)::bigint,
            count(*) FILTER (WHERE size_after IS NULL), sum(size_before) FILTER (WHERE size_after IS NULL)::bigint,
            (SELECT count(*) FROM renamed),
            ARRAY(SELECT ending FROM renamed GROUP BY ending ORDER BY count(*) DESC, ending LIMIT 3),
            (SELECT jsonb_agg(jsonb_build_object('path', path, 'added', added, 'changed', changed, 'deleted', deleted) ORDER BY added + changed + deleted DESC, path)::text
            FROM (
                SELECT coalesce((SELECT names.path FROM index_names AS names WHERE names.series_id = $1 AND names.folder_id = change.folder_id LIMIT 1), '') AS path,
                    count(*) FILTER (WHERE size_before IS NULL) AS added,
                    count(*) FILTER (WHERE size_before IS NOT NULL AND size_after IS NOT NULL) AS changed,
                    count(*) FILTER (WHERE size_after IS NULL) AS deleted
                FROM change GROUP BY folder_id ORDER BY count(*) DESC, folder_id LIMIT 10) AS busiest)
        FROM change
        """;

    public static async Task<BackupChanges> OfAsync(NpgsqlDataSource dataSource, ArchivePair pair, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Sql);
        // It reads the whole series, in the background; the token ends it.
        command.CommandTimeout = 0;
        PositionalParameters.Add(command.Parameters, pair.SeriesId, pair.Before, pair.Position);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new()
        {
            SinceArchiveId = pair.BeforeId,
            AddedFiles = reader.GetInt64(0),
            AddedBytes = SumOf(reader, 1),
            ChangedFiles = reader.GetInt64(2),
            ChangedBytes = SumOf(reader, 3),
            DeletedFiles = reader.GetInt64(4),
            DeletedBytes = SumOf(reader, 5),
            OtherEndingFiles = reader.GetInt64(6),
            NewEndings = await reader.GetFieldValueAsync<string[]>(7, cancellationToken),
            Folders = await reader.IsDBNullAsync(8, cancellationToken) ? [] : JsonSerializer.Deserialize<List<ChangedFolder>>(reader.GetString(8), JsonSerializerOptions.Web)!,
        };
    }

    private static long SumOf(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? 0 : reader.GetInt64(column);
}
