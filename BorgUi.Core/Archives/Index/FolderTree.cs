using System.Text;
using BorgUi.Contracts.Archives;

namespace BorgUi.Core.Archives.Index;

/// <summary>A folder of the archive that is being indexed, with what lies below it so far.</summary>
internal sealed class IndexedFolder(Guid id, IndexedFolder? parent, string name)
{
    public Guid Id => id;

    /// <summary>Null of the root.</summary>
    public IndexedFolder? Parent => parent;

    public string Name => name;

    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Null when borg does not list it, but only what lies in it.</summary>
    public DateTime? ModifiedAt { get; set; }

    public short? Mode { get; set; }

    public long SizeBytes { get; private set; }

    public long FileCount { get; private set; }

    /// <summary>The sum of the fingerprints below: another one when anything there is another one, in whatever order it is listed.</summary>
    public ulong Below { get; private set; }

    /// <summary>Names of it that wait to be written for the search; the writer's alone.</summary>
    public List<string>? NewNames { get; set; }

    public string Path => parent is null ? "" : parent.Depth == 0 ? name : $"{parent.Path}/{name}";

    public void Add(long sizeBytes, long fileCount, ulong fingerprint)
    {
        SizeBytes += sizeBytes;
        FileCount += fileCount;
        Below += fingerprint;
    }

    public bool Contains(IndexedFolder other)
    {
        while (other.Depth > Depth)
        {
            other = other.Parent!;
        }

        return ReferenceEquals(other, this);
    }
}

/// <summary>The folders of the archive that is being indexed, also those that borg does not list but that must be there.</summary>
internal sealed class FolderTree
{
    private readonly Dictionary<Guid, IndexedFolder> _byId = [];
    private readonly List<IndexedFolder> _inOrder = [];
    private readonly IndexedFolder _root = new(FolderId.Root, null, "");
    private byte[] _lastPath = [];
    private IndexedFolder _last;

    public FolderTree() => _last = _root;

    /// <summary>The folder of that path; most entries lie in the same one as the entry before.</summary>
    public IndexedFolder Find(ReadOnlySpan<byte> utf8Path)
    {
        if (utf8Path.SequenceEqual(_lastPath))
        {
            return _last;
        }

        _last = FindOrAdd(utf8Path);
        _lastPath = utf8Path.ToArray();
        return _last;
    }

    /// <summary>Every folder but the root with its totals, which are added to its parent's: those below come first.</summary>
    public IEnumerable<IndexedFolder> FromBelow()
    {
        for (var i = _inOrder.Count - 1; i >= 0; i--)
        {
            yield return _inOrder[i];
        }
    }

    public static ListedEntry EntryOf(IndexedFolder folder) =>
        new() { Path = default, Type = EntryType.Folder, SizeBytes = folder.SizeBytes, Mode = folder.Mode, ModifiedAt = folder.ModifiedAt };

    private IndexedFolder FindOrAdd(ReadOnlySpan<byte> utf8Path)
    {
        if (utf8Path.IsEmpty)
        {
            return _root;
        }

        var id = FolderId.Of(utf8Path);
        if (_byId.TryGetValue(id, out var known))
        {
            return known;
        }

        var slash = utf8Path.LastIndexOf((byte)'/');
        var parent = FindOrAdd(slash < 0 ? default : utf8Path[..slash]);
        var added = new IndexedFolder(id, parent, Encoding.UTF8.GetString(utf8Path[(slash + 1)..]));
        _byId.Add(id, added);
        _inOrder.Add(added);
        return added;
    }
}
