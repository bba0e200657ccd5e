using BorgUi.Contracts.Archives;

namespace BorgUi.Core.Archives.Index;

/// <summary>The differences below a folder, gathered from above: in all, and of each of its own entries.</summary>
public sealed class Differences(bool flat)
{
    private readonly List<DiffNode> _nodes = [];

    public DiffTotals Totals { get; } = new();

    internal int Count { get; private set; }

    /// <summary>What there is to show: folders first, then by name; or by path, when it is flat.</summary>
    public IReadOnlyList<DiffEntry> Items(EntryChange? change) => [.. _nodes
        .Where(node => change is null || node.Has(change.Value))
        .OrderBy(node => !flat && !node.IsFolder).ThenBy(node => node.Path, StringComparer.Ordinal)
        .Select(node => node.ToEntry())];

    /// <summary>Adds a path that differs.</summary>
    /// <returns>The folders to look into next.</returns>
    internal IEnumerable<(string Path, DiffNode? Top)> Add(string path, string name, DiffSide? before, DiffSide? after, DiffNode? top)
    {
        // A folder in the place of a file, or a file in that of a folder, is no change of either.
        return before is not null && after is not null && (before.Type == EntryType.Folder) != (after.Type == EntryType.Folder)
            ? [.. AddOne(path, name, before, null, top), .. AddOne(path, name, null, after, top)]
            : AddOne(path, name, before, after, top);
    }

    private List<(string Path, DiffNode? Top)> AddOne(string path, string name, DiffSide? before, DiffSide? after, DiffNode? top)
    {
        Count++;
        var node = new DiffNode(path, name, before, after);
        if (flat ? !node.IsFolder : top is null)
        {
            _nodes.Add(node);
        }

        // What is only in one of the archives is counted whole with its folder, unless each entry is to be shown.
        var counted = !node.IsFolder || (!node.IsOnBothSides && !flat);
        if (counted)
        {
            Totals.Add(node);
            (top ?? node).Below.Add(node);
        }

        return node.IsFolder && (node.IsOnBothSides || flat) ? [(path, flat ? null : top ?? node)] : [];
    }
}

/// <summary>Files and bytes that were added, removed and changed.</summary>
public sealed class DiffTotals
{
    private readonly long[] _files = new long[3];
    private readonly long[] _before = new long[3];
    private readonly long[] _after = new long[3];

    public DiffTotal Of(EntryChange change) => new() { Files = _files[(int)change], BytesBefore = _before[(int)change], BytesAfter = _after[(int)change] };

    internal void Add(DiffNode node)
    {
        var change = (int)node.Change;
        _files[change] += (node.After ?? node.Before)!.FileCount ?? 1;
        _before[change] += node.Before?.SizeBytes ?? 0;
        _after[change] += node.After?.SizeBytes ?? 0;
    }
}

/// <summary>One path that differs.</summary>
internal sealed class DiffNode(string path, string name, DiffSide? before, DiffSide? after)
{
    public string Path => path;

    public DiffSide? Before => before;

    public DiffSide? After => after;

    public bool IsOnBothSides => before is not null && after is not null;

    public bool IsFolder => (after ?? before)!.Type == EntryType.Folder;

    public EntryChange Change => before is null ? EntryChange.Added : after is null ? EntryChange.Removed : EntryChange.Changed;

    /// <summary>Of a folder: of what is below it.</summary>
    public DiffTotals Below { get; } = new();

    /// <summary>Whether it, or something below it, underwent this change.</summary>
    public bool Has(EntryChange change) => IsFolder && IsOnBothSides ? Below.Of(change).Files > 0 : Change == change;

    public DiffEntry ToEntry() => new()
    {
        Name = name,
        Path = path,
        Type = (after ?? before)!.Type,
        Change = Change,
        SizeBefore = before?.SizeBytes,
        SizeAfter = after?.SizeBytes,
        MtimeBefore = before?.ModifiedAt,
        MtimeAfter = after?.ModifiedAt,
        What = before is null || after is null ? [] : [.. Aspects(before, after)],
        Added = IsFolder ? Below.Of(EntryChange.Added) : null,
        Removed = IsFolder ? Below.Of(EntryChange.Removed) : null,
        Changed = IsFolder ? Below.Of(EntryChange.Changed) : null,
        ExactName = (after ?? before)!.IsExact,
    };

    // The size of a folder is that of its content, and no aspect of its own.
    private IEnumerable<EntryAspect> Aspects(DiffSide old, DiffSide now)
    {
        (bool Differs, EntryAspect Aspect)[] aspects =
        [
            (old.Type != now.Type, EntryAspect.Type),
            (!IsFolder && old.SizeBytes != now.SizeBytes, EntryAspect.Size),
            (old.Mode != now.Mode, EntryAspect.Mode),
            (old.ModifiedAt != now.ModifiedAt, EntryAspect.Mtime),
            (old.LinkTarget != now.LinkTarget, EntryAspect.LinkTarget),
        ];
        return aspects.Where(pair => pair.Differs).Select(pair => pair.Aspect);
    }
}
