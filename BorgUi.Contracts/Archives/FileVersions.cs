namespace BorgUi.Contracts.Archives;

/// <summary>The versions of one path over all indexed archives of a repository.</summary>
public sealed record FileVersions
{
    public required string Path { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<FileVersion> Items { get; init; }

    /// <summary>How many archives of the repository are not indexed yet, so that they may hold other versions.</summary>
    public required long UnindexedArchives { get; init; }
}

/// <summary>What a path was from one archive of a series to another, unchanged. Sizes are bytes; null is unknown.</summary>
public sealed record FileVersion
{
    public required EntryType Type { get; init; }

    /// <summary>Of a folder: of everything below it.</summary>
    public long? Size { get; init; }

    /// <summary>Of a folder: how many entries that are no folders lie below it.</summary>
    public long? FileCount { get; init; }

    public DateTimeOffset? Mtime { get; init; }

    /// <summary>As ls writes it: <c>-rw-r--r--</c>.</summary>
    public string? Mode { get; init; }

    public string? LinkTarget { get; init; }

    /// <summary>The archives that follow one another: the name of their plan, or what their names have in common.</summary>
    public required string Series { get; init; }

    public required ArchiveReference FirstArchive { get; init; }

    public required ArchiveReference LastArchive { get; init; }

    /// <summary>How many indexed archives hold this version.</summary>
    public required int ArchiveCount { get; init; }

    /// <summary>The first indexed archive of the series after this version that lacks the path; null when there is none, or another version came.</summary>
    public ArchiveReference? GoneIn { get; init; }
}
