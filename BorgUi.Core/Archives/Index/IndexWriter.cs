using BorgUi.Contracts.Archives;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Archives.Index;

/// <summary>A version that no neighbour holds.</summary>
internal readonly record struct NewVersion(
    IndexedFolder Folder, string Name, ulong Fingerprint, EntryType Type, short? Mode, long SizeBytes, long? FileCount, DateTime? ModifiedAt, string? LinkTarget,
    bool IsExact);

/// <summary>Writes new versions, and their names for the search if the series does not know them yet. One batch at a time.</summary>
internal sealed class IndexWriter(IndexTransaction transaction, IndexPlace place)
{
    private readonly NameBlocks _names = new();
    private IndexedFolder? _open;

    public async Task WriteAsync(List<NewVersion> batch, CancellationToken cancellationToken)
    {
        var known = place.IsFirst ? [] : await FindKnownAsync(batch, cancellationToken);
        await CopyAsync(batch, cancellationToken);
        for (var i = 0; i < batch.Count; i++)
        {
            if (!known.Contains(i))
            {
                AddName(batch[i].Folder, batch[i].Name);
            }
        }

        await _names.WriteAsync(transaction, cancellationToken);
    }

    /// <summary>Writes the names of the folders that are still open.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        Close(upTo: null);
        await _names.WriteAsync(transaction, cancellationToken);
    }

    // borg goes through the folders one after another: one that it has left is full, and its names need not be kept any longer.
    private void AddName(IndexedFolder folder, string name)
    {
        if (!ReferenceEquals(folder, _open))
        {
            Close(upTo: folder);
            _open = folder;
        }

        folder.NewNames ??= [];
        folder.NewNames.Add(name);
        if (NameBlocks.IsFull(folder.NewNames))
        {
            Emit(folder);
        }
    }

    private void Close(IndexedFolder? upTo)
    {
        for (var folder = _open; folder is not null && (upTo is null || !folder.Contains(upTo)); folder = folder.Parent)
        {
            Emit(folder);
        }
    }

    private void Emit(IndexedFolder folder)
    {
        if (folder.NewNames is { Count: > 0 } names)
        {
            _names.Add(folder.Id, folder.Path, names);
            folder.NewNames = null;
        }
    }

    // Those of the batch whose path the series has held in some version before.
    private async Task<HashSet<int>> FindKnownAsync(List<NewVersion> batch, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("""
            SELECT (entry.number - 1)::int FROM unnest($2, $3) WITH ORDINALITY AS entry (folder_id, name, number)
            WHERE EXISTS (
                SELECT FROM index_versions AS version
                WHERE version.series_id = $1 AND version.folder_id = entry.folder_id AND version.name = entry.name COLLATE "C")
            """, place.SeriesId, batch.Select(version => version.Folder.Id).ToArray(), batch.Select(version => version.Name).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var known = new HashSet<int>();
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add(reader.GetInt32(0));
        }

        return known;
    }

    private async Task CopyAsync(List<NewVersion> batch, CancellationToken cancellationToken)
    {
        var (first, last) = place.Range;
        await using var copy = await transaction.Connection.BeginBinaryImportAsync("""
            COPY index_versions (series_id, folder_id, name, first_position, last_position, fingerprint, type, mode, is_exact, size_bytes, modified_at, file_count, link_target)
            FROM STDIN (FORMAT binary)
            """, cancellationToken);
        foreach (var version in batch)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(place.SeriesId, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(version.Folder.Id, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(version.Name, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(first, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(last, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync((long)version.Fingerprint, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync((short)version.Type, NpgsqlDbType.Smallint, cancellationToken);
            await WriteAsync(copy, version.Mode, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(version.IsExact, NpgsqlDbType.Boolean, cancellationToken);
            await copy.WriteAsync(version.SizeBytes, NpgsqlDbType.Bigint, cancellationToken);
            await WriteAsync(copy, version.ModifiedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await WriteAsync(copy, version.FileCount, NpgsqlDbType.Bigint, cancellationToken);
            await (version.LinkTarget is { } target ? copy.WriteAsync(target, NpgsqlDbType.Text, cancellationToken) : copy.WriteNullAsync(cancellationToken));
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct => value is { } known ? copy.WriteAsync(known, type, cancellationToken) : copy.WriteNullAsync(cancellationToken);
}
