using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Comparisons;

/// <summary>
/// In what something on this machine differs from how an archive holds it, without a look at its content. The time counts for files
/// alone: that of a folder changes with every name in it, which is told by itself.
/// </summary>
internal static class LiveAspects
{
    // borg tells microseconds, rounded.
    private static readonly TimeSpan Rounding = TimeSpan.FromMicroseconds(1);

    public static IReadOnlyList<EntryAspect> Of(ArchiveItem item, LiveItem live, string path)
    {
        var type = EntryKind.Of(item);
        if (live.Type != (type == EntryType.Hardlink ? EntryType.File : type))
        {
            return [EntryAspect.Type];
        }

        (bool Differs, EntryAspect Aspect)[] aspects =
        [
            // A further name of a file has no size of its own in a list.
            (type == EntryType.File && item.Size != live.SizeBytes, EntryAspect.Size),
            (type == EntryType.Symlink && !IsSameTarget(item.LinkTarget, new FileInfo(path).LinkTarget), EntryAspect.LinkTarget),
            (type != EntryType.Symlink && !IsSameMode(item.Mode, live.Mode), EntryAspect.Mode),
            (!IsSameTime(type, item, live), EntryAspect.Mtime),
            ((item.UserId is { } user && user != live.UserId) || (item.GroupId is { } group && group != live.GroupId), EntryAspect.Owner),
        ];
        return [.. aspects.Where(pair => pair.Differs).Select(pair => pair.Aspect)];
    }

    private static bool IsSameTime(EntryType type, ArchiveItem item, LiveItem live) =>
        type is not (EntryType.File or EntryType.Hardlink) || item.ModifiedAt is not { } time || (live.ModifiedAt - time.UtcDateTime).Duration() <= Rounding;

    // The first letter is the kind, or says that it is a further name.
    private static bool IsSameMode(string listed, short mode) =>
        listed.Length != 10 || EntryMode.TextOf(EntryType.File, mode).AsSpan(1).SequenceEqual(listed.AsSpan(1));

    // Bytes that are no UTF-8 are '?' here and U+FFFD there: such targets cannot be told apart.
    private static bool IsSameTarget(string? listed, string? live) => listed == live
        || (listed?.Contains('?', StringComparison.Ordinal) == true && live?.Contains('\uFFFD', StringComparison.Ordinal) == true);
}
