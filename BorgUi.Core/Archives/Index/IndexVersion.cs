using BorgUi.Contracts.Archives;

namespace BorgUi.Core.Archives.Index;

/// <summary>
/// What a path was over a range of positions of its series, unchanged. The archive at a position holds exactly the versions whose
/// range includes it. Written by <see cref="IndexRun"/> and <see cref="IndexCollector"/> alone.
/// </summary>
public sealed class IndexVersion
{
    public required int SeriesId { get; init; }

    /// <summary>The folder that it lies in, see <see cref="Index.FolderId"/>.</summary>
    public required Guid FolderId { get; init; }

    /// <summary>The last part of the path. Two entries of one archive may have the same, where borg writes <c>?</c> for what is no UTF-8.</summary>
    public required string Name { get; init; }

    public required long FirstPosition { get; init; }

    public required long LastPosition { get; init; }

    /// <summary>Of the path and of all that makes the version; of a folder, of all that lies below it too.</summary>
    public required long Fingerprint { get; init; }

    public required EntryType Type { get; init; }

    /// <summary>The permission bits; null of folders that borg does not list.</summary>
    public short? Mode { get; init; }

    public bool IsExact { get; init; }

    public required long SizeBytes { get; init; }

    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>Of folders: how many entries that are no folders lie below.</summary>
    public long? FileCount { get; init; }

    public string? LinkTarget { get; init; }
}

/// <summary>
/// Some names of one folder in one text, <c>/a.txt/b.txt/</c>, for the search: one index entry for many names, so that even what
/// matches everywhere is found at once.
/// </summary>
public sealed class IndexNames
{
    public required int SeriesId { get; init; }

    public required Guid FolderId { get; init; }

    /// <summary>The folder's path, empty for the root.</summary>
    public required string Path { get; init; }

    public required string LowerPath { get; init; }

    public required string Names { get; init; }

    public required string LowerNames { get; init; }
}
