using BorgUi.Contracts.Archives;
using Npgsql;

namespace BorgUi.Core.Archives.Index;

/// <summary>One side of a difference: an entry as one of the archives holds it.</summary>
internal sealed record DiffSide(EntryType Type, long SizeBytes, long? FileCount, short? Mode, DateTime? ModifiedAt, string? LinkTarget, bool IsExact);

/// <summary>
/// What differs between two indexed archives of a repository, also of different series. It goes down from a folder into those that
/// differ, a level at a time: folders in which all is the same are never looked into.
/// </summary>
public sealed class ArchiveComparison(NpgsqlDataSource dataSource)
{
    /// <summary>More than these are too many to be worked out while somebody waits.</summary>
    public const int MaximumDifferences = 200_000;

    private const int FoldersAtOnce = 2000;

    /// <param name="flat">All entries below that differ, instead of the folder's own with the totals of what is below them.</param>
    /// <returns>Null when there are more than <see cref="MaximumDifferences"/>.</returns>
    public async Task<Differences?> CompareAsync(IndexPoint from, IndexPoint to, string path, bool flat, CancellationToken cancellationToken)
    {
        var result = new Differences(flat);
        var level = new List<(string Path, DiffNode? Top)> { (path, null) };
        while (level.Count > 0)
        {
            var next = new List<(string Path, DiffNode? Top)>();
            foreach (var some in level.Chunk(FoldersAtOnce))
            {
                var folders = some.ToDictionary(folder => FolderId.Of(folder.Path));
                await foreach (var (folderId, name, before, after) in ReadAsync(from, to, [.. folders.Keys], cancellationToken))
                {
                    var (folder, top) = folders[folderId];
                    next.AddRange(result.Add(folder.Length == 0 ? name : $"{folder}/{name}", name, before, after, top));
                }

                if (result.Count > MaximumDifferences)
                {
                    return null;
                }
            }

            level = next;
        }

        return result;
    }

    private async IAsyncEnumerable<(Guid FolderId, string Name, DiffSide? Before, DiffSide? After)> ReadAsync(
        IndexPoint from, IndexPoint to, Guid[] folders, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH before AS (SELECT * FROM index_versions WHERE series_id = $1 AND folder_id = ANY($5) AND first_position <= $2 AND last_position >= $2),
                after AS (SELECT * FROM index_versions WHERE series_id = $3 AND folder_id = ANY($5) AND first_position <= $4 AND last_position >= $4)
            SELECT coalesce(before.folder_id, after.folder_id), coalesce(before.name, after.name),
                before.type, before.size_bytes, before.file_count, before.mode, before.modified_at, before.link_target, before.is_exact,
                after.type, after.size_bytes, after.file_count, after.mode, after.modified_at, after.link_target, after.is_exact
            FROM before FULL JOIN after ON before.folder_id = after.folder_id AND before.name = after.name
            WHERE before.fingerprint IS DISTINCT FROM after.fingerprint
            """);
        PositionalParameters.Add(command.Parameters, from.SeriesId, from.Position, to.SeriesId, to.Position, folders);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return (reader.GetGuid(0), reader.GetString(1), SideOf(reader, 2), SideOf(reader, 9));
        }
    }

    private static DiffSide? SideOf(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : new(
        (EntryType)reader.GetInt16(at),
        reader.GetInt64(at + 1),
        reader.IsDBNull(at + 2) ? null : reader.GetInt64(at + 2),
        reader.IsDBNull(at + 3) ? null : reader.GetInt16(at + 3),
        reader.IsDBNull(at + 4) ? null : reader.GetDateTime(at + 4),
        reader.IsDBNull(at + 5) ? null : reader.GetString(at + 5),
        reader.GetBoolean(at + 6));
}
