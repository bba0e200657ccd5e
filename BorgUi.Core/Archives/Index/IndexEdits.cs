using NpgsqlTypes;

namespace BorgUi.Core.Archives.Index;

/// <summary>Moves the ends of the versions that the neighbours of a new archive hold. Each row is changed once at most.</summary>
internal sealed class IndexEdits(IndexTransaction transaction, IndexPlace place)
{
    private const int BatchSize = 10_000;

    public async Task ApplyAsync(NeighbourVersions neighbours, CancellationToken cancellationToken)
    {
        var (first, last) = place.Range;
        await UpdateAsync("last_position = $2", neighbours.ToLengthen, last, cancellationToken);
        await UpdateAsync("first_position = $2", neighbours.ToBeginHere, first, cancellationToken);
        await JoinAsync(neighbours.ToJoin, cancellationToken);
        foreach (var batch in neighbours.Leftovers().Chunk(BatchSize))
        {
            await SplitAsync([.. Of(batch, Leftover.Split)], cancellationToken);
            await UpdateAsync("last_position = $2", [.. Of(batch, Leftover.EndBefore), .. Of(batch, Leftover.Split)], place.Before, cancellationToken);
            await UpdateAsync("first_position = $2", [.. Of(batch, Leftover.BeginAfter)], place.After, cancellationToken);
        }
    }

    private static IEnumerable<NpgsqlTid> Of(IEnumerable<(NpgsqlTid Row, Leftover What)> batch, Leftover what) =>
        batch.Where(leftover => leftover.What == what).Select(leftover => leftover.Row);

    private async Task UpdateAsync(string change, List<NpgsqlTid> rows, long? position, CancellationToken cancellationToken)
    {
        foreach (var batch in rows.Chunk(BatchSize))
        {
            await using var command = transaction.Command($"UPDATE index_versions SET {change} WHERE ctid = ANY($1::text[]::tid[])", Tids(batch), position!.Value);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // The part after the new archive becomes a row of its own; the one before it stays where it is.
    private async Task SplitAsync(NpgsqlTid[] rows, CancellationToken cancellationToken)
    {
        if (rows.Length == 0)
        {
            return;
        }

        await using var command = transaction.Command("""
            INSERT INTO index_versions (series_id, folder_id, name, first_position, last_position, fingerprint, type, mode, is_exact, size_bytes, modified_at, file_count, link_target)
            SELECT series_id, folder_id, name, $2, last_position, fingerprint, type, mode, is_exact, size_bytes, modified_at, file_count, link_target
            FROM index_versions WHERE ctid = ANY($1::text[]::tid[])
            """, Tids(rows), place.After!.Value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task JoinAsync(List<(NpgsqlTid Before, NpgsqlTid After)> pairs, CancellationToken cancellationToken)
    {
        foreach (var batch in pairs.Chunk(BatchSize))
        {
            await using var command = transaction.Command("""
                UPDATE index_versions AS before SET last_position = after.last_position
                FROM unnest($1::text[]::tid[], $2::text[]::tid[]) AS pair (before_row, after_row) JOIN index_versions AS after ON after.ctid = pair.after_row
                WHERE before.ctid = pair.before_row
                """, Tids([.. batch.Select(pair => pair.Before)]), Tids([.. batch.Select(pair => pair.After)]));
            await command.ExecuteNonQueryAsync(cancellationToken);
            await using var delete = transaction.Command("DELETE FROM index_versions WHERE ctid = ANY($1::text[]::tid[])", Tids([.. batch.Select(pair => pair.After)]));
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // Npgsql writes no arrays of row addresses.
    private static string[] Tids(NpgsqlTid[] rows) => [.. rows.Select(row => $"({row.BlockNumber},{row.OffsetNumber})")];
}
