using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

/// <summary>The folders of one archive, from the index.</summary>
internal sealed class IndexedFolders(BorgUiDbContext db, IndexPoint point)
{
    private IQueryable<IndexVersion> Valid =>
        db.IndexVersions.Where(row => row.SeriesId == point.SeriesId && row.FirstPosition <= point.Position && row.LastPosition >= point.Position);

    /// <summary>The folder itself, of the root nothing; and whether the archive holds it.</summary>
    public async Task<(ArchiveEntry? Folder, bool IsThere)> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (path.Length == 0)
        {
            return (null, true);
        }

        var (parentId, name) = FolderId.Split(path);
        var row = await Valid.FirstOrDefaultAsync(row => row.FolderId == parentId && row.Name == name && row.Type == EntryType.Folder, cancellationToken);
        return (row is null ? null : EntryOf(row, path), row is not null);
    }

    /// <summary>One page of what it holds.</summary>
    public async Task<ArchiveFolder> ReadAsync(string path, ArchiveEntry? folder, EntrySort sort, bool descending, int offset, int size, CancellationToken cancellationToken)
    {
        var folderId = FolderId.Of(path);
        var entries = Valid.Where(row => row.FolderId == folderId);
        var rows = await Ordered(entries, sort, descending).Skip(offset).Take(size).ToListAsync(cancellationToken);
        var total = offset == 0 && rows.Count < size ? rows.Count : await entries.CountAsync(cancellationToken);
        return new()
        {
            Path = path,
            Folder = folder,
            Source = EntrySource.Index,
            Items = [.. rows.Select(row => EntryOf(row, path.Length == 0 ? row.Name : $"{path}/{row.Name}"))],
            Total = total,
            Next = offset + rows.Count < total ? PartQuery.After(offset + rows.Count) : null,
        };
    }

    private static IQueryable<IndexVersion> Ordered(IQueryable<IndexVersion> entries, EntrySort sort, bool descending) => (sort, descending) switch
    {
        (EntrySort.Size, false) => entries.OrderBy(row => row.SizeBytes).ThenBy(row => row.Name),
        (EntrySort.Size, true) => entries.OrderByDescending(row => row.SizeBytes).ThenBy(row => row.Name),
        (EntrySort.Mtime, false) => entries.OrderBy(row => row.ModifiedAt).ThenBy(row => row.Name),
        (EntrySort.Mtime, true) => entries.OrderByDescending(row => row.ModifiedAt).ThenBy(row => row.Name),
#pragma warning disable CA1304, CA1311 // It becomes lower() in SQL.
        (_, false) => entries.OrderBy(row => row.Type != EntryType.Folder).ThenBy(row => row.Name.ToLower()).ThenBy(row => row.Name),
        (_, true) => entries.OrderBy(row => row.Type != EntryType.Folder).ThenByDescending(row => row.Name.ToLower()).ThenByDescending(row => row.Name),
#pragma warning restore CA1304, CA1311
    };

    private static ArchiveEntry EntryOf(IndexVersion row, string path) => new()
    {
        Name = row.Name,
        Path = path,
        Type = row.Type,
        Size = row.SizeBytes,
        FileCount = row.FileCount,
        Mtime = row.ModifiedAt,
        Mode = EntryMode.TextOf(row.Type, row.Mode),
        LinkTarget = row.LinkTarget,
        ExactName = row.IsExact,
    };
}
