namespace BorgUi.Contracts.Archives;

/// <summary>What a search over all indexed archives found, in no order that means something.</summary>
public sealed record SearchResponse
{
    public required IReadOnlyList<SearchHit> Items { get; init; }

    /// <summary>Whether there is more than these.</summary>
    public required bool More { get; init; }

    /// <summary>The cursor of what comes next, null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>How many archives could not be searched, because they are not indexed yet.</summary>
    public required long UnindexedArchives { get; init; }
}

/// <summary>A path that was found, with its newest version among those that fit what was asked for.</summary>
public sealed record SearchHit
{
    public required Guid RepositoryId { get; init; }

    public required string RepositoryName { get; init; }

    /// <summary>As stored, without a leading slash.</summary>
    public required string Path { get; init; }

    public required string Name { get; init; }

    public required EntryType Type { get; init; }

    /// <summary>Bytes; of a folder, of everything below it.</summary>
    public long? Size { get; init; }

    public DateTimeOffset? Mtime { get; init; }

    /// <summary>False when borg could not give the name's bytes, so that the path may not be exact.</summary>
    public required bool ExactName { get; init; }

    /// <summary>How many versions of it there are in the repository.</summary>
    public required int Versions { get; init; }

    /// <summary>The oldest indexed archive that holds it in any version.</summary>
    public required ArchiveReference FirstArchive { get; init; }

    /// <summary>The newest indexed archive that holds it in any version.</summary>
    public required ArchiveReference LastArchive { get; init; }

    /// <summary>Whether it is in the newest indexed archive of its series.</summary>
    public required bool InNewest { get; init; }
}
