using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Archives;

/// <summary>What became of a path between two archives.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EntryChange>))]
public enum EntryChange
{
    Added,
    Removed,
    Changed,
}

/// <summary>In what an entry differs between two archives, or between an archive and the files of now.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EntryAspect>))]
public enum EntryAspect
{
    /// <summary>The bytes differ; only borg itself can tell, the index cannot.</summary>
    Content,
    Size,
    Mode,
    Mtime,
    Type,
    LinkTarget,

    /// <summary>The ids of user and group; the index does not hold them.</summary>
    Owner,
}

/// <summary>How many entries that are no folders a change touches, and their bytes before and after.</summary>
public sealed record DiffTotal
{
    public required long Files { get; init; }

    public required long BytesBefore { get; init; }

    public required long BytesAfter { get; init; }
}

/// <summary>What differs between two archives of a repository, below one path.</summary>
public sealed record ArchiveDiff
{
    public required ArchiveReference From { get; init; }

    public required ArchiveReference To { get; init; }

    /// <summary>Empty for everything.</summary>
    public required string Path { get; init; }

    public required DiffTotal Added { get; init; }

    public required DiffTotal Removed { get; init; }

    public required DiffTotal Changed { get; init; }

    public required IReadOnlyList<DiffEntry> Items { get; init; }

    /// <summary>How many items there are on all pages.</summary>
    public required long Total { get; init; }

    /// <summary>The cursor of the next page, null on the last.</summary>
    public string? Next { get; init; }

    public required EntrySource Source { get; init; }
}

/// <summary>A path that differs, or a folder with something below it that does. Sizes are bytes; null where there is none.</summary>
public sealed record DiffEntry
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    /// <summary>Of the newer archive, or of the older one for what was removed.</summary>
    public required EntryType Type { get; init; }

    public required EntryChange Change { get; init; }

    public long? SizeBefore { get; init; }

    public long? SizeAfter { get; init; }

    public DateTimeOffset? MtimeBefore { get; init; }

    public DateTimeOffset? MtimeAfter { get; init; }

    /// <summary>In what a changed entry differs itself; empty for folders of which only the content does.</summary>
    public required IReadOnlyList<EntryAspect> What { get; init; }

    /// <summary>Of a folder: what was added below it.</summary>
    public DiffTotal? Added { get; init; }

    /// <summary>Of a folder: what was removed below it.</summary>
    public DiffTotal? Removed { get; init; }

    /// <summary>Of a folder: what changed below it.</summary>
    public DiffTotal? Changed { get; init; }

    /// <summary>False when borg could not give the name's bytes, so that the path may not be exact.</summary>
    public required bool ExactName { get; init; }
}
