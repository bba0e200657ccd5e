using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Comparisons;

/// <summary>What borg says of a path that differs between two archives, in our words.</summary>
internal static class DiffLines
{
    public static DifferenceLine Of(DiffItem item)
    {
        // In a list, and so in an order to restore it, such a byte is a '?'.
        var path = item.Path.Replace('\uFFFD', '?');
        return Of(item.Changes, path) with { ExactName = !path.Contains('?', StringComparison.Ordinal) };
    }

    // Several at once: it was one kind of thing and is another.
    private static DifferenceLine Of(IReadOnlyList<DiffItemChange> changes, string path) => changes switch
    {
        [var only] => Of(only, path),
        _ => new() { Path = path, Change = DifferenceChange.Changed, What = [EntryAspect.Type] },
    };

    // "added", "added directory", "removed fifo", "changed link", "modified"
    private static DifferenceLine Of(DiffItemChange change, string path) => change.Type.Split(' ', 2) switch
    {
        ["added", .. var kind] => new() { Path = path, Change = DifferenceChange.Added, Type = TypeOf(kind), SizeAfter = change.Size },
        ["removed", .. var kind] => new() { Path = path, Change = DifferenceChange.Removed, Type = TypeOf(kind), SizeBefore = change.Size },
        ["changed", "link"] => new() { Path = path, Change = DifferenceChange.Changed, Type = EntryType.Symlink, What = [EntryAspect.LinkTarget] },
        ["modified"] => new()
        {
            Path = path, Change = DifferenceChange.Changed, Type = EntryType.File, What = [EntryAspect.Content], BytesAdded = change.Added, BytesRemoved = change.Removed,
        },
        _ => new() { Path = path, Change = DifferenceChange.Changed },
    };

    private static EntryType? TypeOf(string[] kind) => kind switch
    {
        [] => EntryType.File,
        ["directory"] => EntryType.Folder,
        ["link"] => EntryType.Symlink,
        ["fifo"] => EntryType.Fifo,
        ["chrdev"] => EntryType.CharDevice,
        ["blkdev"] => EntryType.BlockDevice,
        _ => null,
    };
}
