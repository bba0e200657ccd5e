using BorgUi.Contracts.Archives;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;

namespace BorgUi.Core.Archives;

/// <summary>An archive as borg listed it; (repository, borg id) is unique.</summary>
public sealed class Archive
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RepositoryId { get; init; }

    public Repository? Repository { get; private set; }

    public Guid? PlanId { get; set; }

    public BackupPlan? Plan { get; private set; }

    public Guid? JobId { get; set; }

    public required string Name { get; set; }

    public required string BorgId { get; init; }

    public required DateTimeOffset StartedAt { get; set; }

    public TimeSpan? Duration { get; set; }

    public long? OriginalSizeBytes { get; set; }

    public long? CompressedSizeBytes { get; set; }

    public long? DeduplicatedSizeBytes { get; set; }

    public long? FileCount { get; set; }

    public string? Hostname { get; set; }

    public string? Comment { get; set; }

    /// <summary>Kept for good: neither a prune nor a delete takes it away.</summary>
    public bool IsPinned { get; set; }

    /// <summary>When a restore drill last brought files of it back as they should be.</summary>
    public DateTimeOffset? ProvenAt { get; set; }

    public IndexState IndexState { get; set; } = IndexState.None;

    /// <summary>How much of it is indexed, 0 to 100; null unless it is being indexed and that is known.</summary>
    public double? IndexPercent { get; private set; }

    /// <summary>Why it could not be indexed.</summary>
    public string? IndexError { get; private set; }

    public DateTimeOffset? IndexedAt { get; private set; }
}
