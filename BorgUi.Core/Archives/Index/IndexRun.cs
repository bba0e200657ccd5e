using System.Text;
using BorgUi.Contracts.Archives;

namespace BorgUi.Core.Archives.Index;

/// <summary>
/// Takes the list of one archive, entry by entry, and writes what its neighbours do not hold already. While the caller goes on, full
/// batches are written beside it.
/// </summary>
public sealed class IndexRun : IAsyncDisposable
{
    private const int BatchSize = 4096;

    private readonly NeighbourVersions _neighbours = new();
    private readonly FolderTree _folders = new();
    private List<NewVersion> _batch = new(BatchSize);
    private Task _writing = Task.CompletedTask;
    private IndexPlace _place = null!;
    private IndexWriter _writer = null!;

    internal IndexRun(IndexTransaction transaction) => Transaction = transaction;

    /// <summary>How many entries were added.</summary>
    public long EntryCount { get; private set; }

    /// <summary>Whether <see cref="FlushAsync"/> should be called before more is added.</summary>
    public bool BatchIsFull => _batch.Count >= BatchSize;

    internal IndexTransaction Transaction { get; }

    public void Add(in ListedEntry entry)
    {
        // "." is the folder that was backed up itself, when it was given that way.
        if (entry.Path.IsEmpty || entry.Path.SequenceEqual("."u8))
        {
            return;
        }

        EntryCount++;
        if (entry.Type == EntryType.Folder)
        {
            var listed = _folders.Find(entry.Path);
            (listed.Mode, listed.ModifiedAt) = (entry.Mode, entry.ModifiedAt);
            return;
        }

        var slash = entry.Path.LastIndexOf((byte)'/');
        var folder = _folders.Find(slash < 0 ? default : entry.Path[..slash]);
        var name = entry.Path[(slash + 1)..];
        var fingerprint = Fingerprint.Of(folder.Id, name, entry);
        folder.Add(entry.SizeBytes, 1, fingerprint);
        if (!_neighbours.Take(fingerprint))
        {
            _batch.Add(new(folder, Encoding.UTF8.GetString(name), fingerprint, entry.Type, entry.Mode, entry.SizeBytes, null, entry.ModifiedAt,
                entry.LinkTarget.IsEmpty ? null : Encoding.UTF8.GetString(entry.LinkTarget), IsExact(entry.Path)));
        }
    }

    /// <summary>Has the batch written; waits for the one before.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var batch = _batch;
        _batch = new(BatchSize);
        await _writing;
        _writing = Task.Run(() => _writer.WriteAsync(batch, cancellationToken), CancellationToken.None);
    }

    /// <summary>Makes the archive's index visible, whole and at once.</summary>
    /// <returns>False when the archive has been deleted meanwhile; then nothing is kept.</returns>
    public async Task<bool> CompleteAsync(CancellationToken cancellationToken)
    {
        var folders = await AddFoldersAsync(cancellationToken);
        await FlushAsync(cancellationToken);
        await _writing;
        await _writer.FinishAsync(cancellationToken);
        await new IndexEdits(Transaction, _place).ApplyAsync(_neighbours, cancellationToken);
        if (!await PublishAsync(EntryCount + folders, cancellationToken))
        {
            return false;
        }

        await Transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        // Its error has gone to whoever flushed, or the whole run is given up.
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Transaction.DisposeAsync();
    }

    internal async Task LoadAsync(IndexPlace place, CancellationToken cancellationToken)
    {
        (_place, _writer) = (place, new(Transaction, place));
        if (!place.IsFirst)
        {
            await _neighbours.LoadAsync(Transaction.Connection, place, cancellationToken);
        }
    }

    private static bool IsExact(ReadOnlySpan<byte> path) => !path.Contains((byte)'?') && path.IndexOf("\uFFFD"u8) < 0;

    private async Task<int> AddFoldersAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var folder in _folders.FromBelow())
        {
            AddFolder(folder);
            count++;
            if (BatchIsFull)
            {
                await FlushAsync(cancellationToken);
            }
        }

        return count;
    }

    private void AddFolder(IndexedFolder folder)
    {
        var name = Encoding.UTF8.GetBytes(folder.Name);
        var fingerprint = Fingerprint.Of(folder.Parent!.Id, name, FolderTree.EntryOf(folder), folder.Below);
        folder.Parent.Add(folder.SizeBytes, folder.FileCount, fingerprint);
        if (!_neighbours.Take(fingerprint))
        {
            _batch.Add(new(folder.Parent, folder.Name, fingerprint, EntryType.Folder, folder.Mode, folder.SizeBytes, folder.FileCount, folder.ModifiedAt, null,
                IsExact(Encoding.UTF8.GetBytes(folder.Path))));
        }
    }

    private async Task<bool> PublishAsync(long entryCount, CancellationToken cancellationToken)
    {
        await using var command = Transaction.Command("""
            WITH indexed AS (
                UPDATE archives SET index_state = 'ready', index_percent = NULL, index_error = NULL, indexed_at = now() WHERE id = $1 RETURNING id)
            INSERT INTO index_points (series_id, position, archive_id, entry_count) SELECT $2, $3, id, $4 FROM indexed
            """, _place.ArchiveId, _place.SeriesId, _place.Position, entryCount);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
