using BorgUi.Contracts.Archives;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Archives;

/// <summary>An entry of a folder that is being listed, with what lies below it.</summary>
internal sealed class FolderChild(string path)
{
    private long _files;
    private long _bytes;

    /// <summary>Its own line; null for a folder that the archive only implies.</summary>
    public ArchiveItem? Own { get; set; }

    public void AddBelow(ArchiveItem entry)
    {
        _files += entry.IsFolder ? 0 : 1;
        _bytes += entry.Size;
    }

    public ArchiveEntry ToEntry()
    {
        var isFolder = Own is null or { IsFolder: true };
        return new()
        {
            Name = path[(path.LastIndexOf('/') + 1)..],
            Path = path,
            Type = Own is null ? EntryType.Folder : EntryKind.Of(Own),
            Size = isFolder ? _bytes : Own!.Size,
            FileCount = isFolder ? _files : null,
            Mtime = Own?.ModifiedAt,
            Mode = Own?.Mode,
            LinkTarget = Own?.LinkTarget,
            ExactName = !path.Contains('?', StringComparison.Ordinal),
        };
    }
}
