using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Archives;

[JsonConverter(typeof(SnakeCaseEnumConverter<IndexState>))]
public enum IndexState
{
    None,
    Indexing,
    Ready,
    Failed,
}

/// <summary>An archive of a repository. Sizes are bytes, the duration seconds; null is unknown.</summary>
public sealed record ArchiveResponse
{
    public required Guid Id { get; init; }

    public required Guid ArchiveId { get; init; }

    public required Guid RepositoryId { get; init; }

    public required string RepositoryName { get; init; }

    public Guid? PlanId { get; init; }

    public string? PlanName { get; init; }

    /// <summary>The job that made it; null for archives made elsewhere or whose job was deleted.</summary>
    public Guid? JobId { get; init; }

    public required string Name { get; init; }

    /// <summary>borg's own id, 64 hex digits.</summary>
    public required string BorgId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public double? DurationSeconds { get; init; }

    public long? OriginalSize { get; init; }

    public long? CompressedSize { get; init; }

    public long? DeduplicatedSize { get; init; }

    public long? FileCount { get; init; }

    public string? Hostname { get; init; }

    public string? Comment { get; init; }

    /// <summary>Kept for good: neither a prune nor a delete takes it away.</summary>
    public required bool Pinned { get; init; }

    /// <summary>When a restore drill last brought files of it back as they should be; null when none did.</summary>
    public DateTimeOffset? ProvenAt { get; init; }

    public required IndexState IndexState { get; init; }

    /// <summary>How much of it is indexed, 0 to 100; null unless it is being indexed and that is known.</summary>
    public double? IndexPercent { get; init; }

    /// <summary>Why it could not be indexed; it is browsed by borg itself then.</summary>
    public string? IndexError { get; init; }

    public DateTimeOffset? IndexedAt { get; init; }
}
