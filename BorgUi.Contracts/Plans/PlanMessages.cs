using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Proofs;

namespace BorgUi.Contracts.Plans;

/// <summary>What is backed up, where to and under which names. Time belongs to schedules.</summary>
public sealed record SavePlanRequest
{
    /// <summary>1 to 200 characters, unique.</summary>
    public string? Name { get; init; }

    public Guid? RepositoryId { get; init; }

    /// <summary>
    /// Where the plan backs up as well, in this order, 9 at most. Each gets a backup of its own, one after another: the sources are
    /// read, and hooks run, once for each repository.
    /// </summary>
    public IReadOnlyList<Guid>? MoreRepositoryIds { get; init; }

    /// <summary>Absolute paths on the machine of the plan's site, at least one unless <see cref="IncludesBorgui"/>.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Back up BorgUi's own database and keys as well; all repositories must be encrypted.</summary>
    public bool IncludesBorgui { get; init; }

    /// <summary>borg patterns, as <c>--exclude</c> takes them.</summary>
    public IReadOnlyList<string>? ExcludePatterns { get; init; }

    /// <summary><c>none</c>, <c>lz4</c>, <c>zstd[,1-22]</c>, <c>zlib[,0-9]</c>, <c>lzma[,0-9]</c>, each also as <c>auto,…</c>; "zstd,3" when left out.</summary>
    public string? Compression { get; init; }

    /// <summary>borg placeholders allowed; must give a new name each time. The default has seconds.</summary>
    public string? ArchiveNameTemplate { get; init; }

    public string? Site { get; init; }

    /// <summary>What becomes of a backup whose worker died; <c>ask</c> when left out.</summary>
    public InterruptionPolicy? OnInterrupted { get; init; }

    /// <summary>How often a backup that failed for a passing cause (connection lost, repository in use) is tried again by itself, 0 to 10; 2 when left out.</summary>
    public int? RetryAttempts { get; init; }

    /// <summary>The wait before the first retry, 10 to 86400; it doubles with each further one. 300 when left out.</summary>
    public int? RetryDelaySeconds { get; init; }

    /// <summary>Which of the plan's archives a prune keeps.</summary>
    public KeepRules? Retention { get; init; }

    /// <summary>Archives that no plan made, but whose name matches this pattern (<c>web-*</c>), are pruned as if they were the plan's; none when left out.</summary>
    public string? ForeignArchives { get; init; }

    /// <summary>Prune the plan's archives by <see cref="Retention"/> after each backup.</summary>
    public bool RunPruneAfter { get; init; }

    /// <summary>A prune after a backup may delete more than half of the archives at once; otherwise it stops and says so.</summary>
    public bool PruneMayDeleteMost { get; init; }

    /// <summary>Compact the repository after that.</summary>
    public bool RunCompactAfter { get; init; }

    /// <summary>Check the repository after that.</summary>
    public bool RunCheckAfter { get; init; }

    /// <summary>What becomes of these when the backup or one of them fails; <c>stop</c> when left out.</summary>
    public ChainPolicy? ChainOnFailure { get; init; }

    /// <summary>How old its newest good backup may become, 600 to 31622400; what its schedules say when left out.</summary>
    public int? ExpectedEverySeconds { get; init; }

    /// <summary>No backup is expected until then: a time to come, at most a year away.</summary>
    public DateTimeOffset? AbsentUntil { get; init; }

    /// <summary>Why none is, up to 500 characters; only with <see cref="AbsentUntil"/>.</summary>
    public string? AbsentReason { get; init; }

    /// <summary>Paths below the sources, 100 at most, that each restore drill brings back whatever else it draws; of a folder some files.</summary>
    public IReadOnlyList<string>? MustHavePaths { get; init; }

    /// <summary>What runs around backups and restores, in this order. Left out they stay as they are; only an admin can change them.</summary>
    public IReadOnlyList<HookRequest>? Hooks { get; init; }
}

public sealed record PlanResponse
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required string Name { get; init; }

    public required Guid RepositoryId { get; init; }

    public required string RepositoryName { get; init; }

    /// <summary>The first, then the further ones in their order.</summary>
    public required IReadOnlyList<PlanRepository> Repositories { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public bool IncludesBorgui { get; init; }

    public required IReadOnlyList<string> ExcludePatterns { get; init; }

    public required string Compression { get; init; }

    public required string ArchiveNameTemplate { get; init; }

    public required string Site { get; init; }

    public required InterruptionPolicy OnInterrupted { get; init; }

    public required int RetryAttempts { get; init; }

    public required int RetryDelaySeconds { get; init; }

    public KeepRules? Retention { get; init; }

    public string? ForeignArchives { get; init; }

    public required bool RunPruneAfter { get; init; }

    public bool PruneMayDeleteMost { get; init; }

    public required bool RunCompactAfter { get; init; }

    public required bool RunCheckAfter { get; init; }

    public required ChainPolicy ChainOnFailure { get; init; }

    public IReadOnlyList<HookResponse> Hooks { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The newest job of this plan, whatever became of it.</summary>
    public PlanJob? LastJob { get; init; }

    /// <summary>
    /// Since when everything is in all its repositories: when the newest backup that completed (warnings or not) ended, of the
    /// repository where that is longest ago. Null when one of them has none.
    /// </summary>
    public DateTimeOffset? LastBackupAt => Repositories.Any(repository => repository.LastBackupAt is null) ? null : Repositories.Min(repository => repository.LastBackupAt);

    /// <summary>Set by hand; null when it follows from the schedules.</summary>
    public int? ExpectedEverySeconds { get; init; }

    /// <summary>Given while the absence lasts.</summary>
    public DateTimeOffset? AbsentUntil { get; init; }

    public string? AbsentReason { get; init; }

    public PlanFreshness? Freshness { get; init; }

    public IReadOnlyList<string> MustHavePaths { get; init; } = [];

    /// <summary>The newest restore drill that came to a result, out of whichever repository.</summary>
    public ProofResponse? LastDrill { get; init; }

    /// <summary>When a drill last brought everything back that it should have.</summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>Bytes per second of the newest drill that was large enough to measure.</summary>
    public long? RestoreSpeedBytes { get; init; }

    /// <summary>The data in the newest archive.</summary>
    public long? NewestArchiveSize { get; init; }

    /// <summary>About how long it would take to restore all of the newest archive; null while that is unknown.</summary>
    public double? RestoreSeconds => RestoreSpeedBytes is > 0 and var speed && NewestArchiveSize is { } size ? (double)size / speed : null;
}

/// <summary>One of the repositories of a plan, and how its backups into it went.</summary>
public sealed record PlanRepository
{
    public required Guid RepositoryId { get; init; }

    public required string RepositoryName { get; init; }

    /// <summary>The newest one, whatever became of it.</summary>
    public PlanJob? LastBackup { get; init; }

    /// <summary>When the newest backup that completed (warnings or not) ended.</summary>
    public DateTimeOffset? LastBackupAt { get; init; }
}

public sealed record PlanJob(Guid JobId, JobStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt);
