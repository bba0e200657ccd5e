using System.Text.Json.Serialization;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Proofs;

namespace BorgUi.Contracts.Repositories;

[JsonConverter(typeof(SnakeCaseEnumConverter<RepositoryState>))]
public enum RepositoryState
{
    Creating,
    Ready,
    Unreachable,
    Error,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<RecoveryKitState>))]
public enum RecoveryKitState
{
    Missing,
    Fetched,
    RiskAccepted,
}

/// <summary>Creates a repository with <c>borg init</c>, or imports an existing one when <see cref="Create"/> is false.</summary>
public sealed record CreateRepositoryRequest
{
    /// <summary>1 to 200 characters, unique.</summary>
    public string? Name { get; init; }

    /// <summary>An absolute path, or <c>ssh://user@host:port/path</c>.</summary>
    public string? Location { get; init; }

    /// <summary>One of <see cref="RepositoryEncryption.Modes"/>; ignored on import, where the repository knows it.</summary>
    public string? Encryption { get; init; }

    public string? Passphrase { get; init; }

    /// <summary>The machine whose worker reaches the location; "default" when left out.</summary>
    public string? Site { get; init; }

    public bool Create { get; init; } = true;

    /// <summary>An OpenSSH private key for an ssh:// location.</summary>
    public string? SshPrivateKey { get; init; }

    /// <summary>Lines in the form of a known_hosts file for an ssh:// location.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>The exported key of a keyfile repository.</summary>
    public string? Keyfile { get; init; }
}

/// <summary>Changes what is given and leaves the rest. Secrets are write-only.</summary>
public sealed record UpdateRepositoryRequest
{
    public string? Name { get; init; }

    public string? Passphrase { get; init; }

    public string? SshPrivateKey { get; init; }

    public string? KnownHosts { get; init; }
}

public sealed record RepositoryStarted(Guid RepositoryId, Guid JobId, JobStatus Status, string Message);

/// <summary>A borg repository as BorgUi last saw it. Sizes are bytes; null is unknown.</summary>
public sealed record RepositoryResponse
{
    public required Guid Id { get; init; }

    public required Guid RepositoryId { get; init; }

    public required string Name { get; init; }

    public required string Location { get; init; }

    public required string Site { get; init; }

    public string? Encryption { get; init; }

    public required RepositoryState State { get; init; }

    /// <summary>Why the state is unreachable or error, in a sentence.</summary>
    public string? StateMessage { get; init; }

    public required RecoveryKitState RecoveryKit { get; init; }

    public string? BorgRepositoryId { get; init; }

    public long? OriginalSize { get; init; }

    public long? CompressedSize { get; init; }

    /// <summary>What the repository takes on disk after compaction.</summary>
    public long? DeduplicatedSize { get; init; }

    /// <summary>What its disk has left, and holds in all; known of folders on a worker's machine, as of <see cref="SpaceMeasuredAt"/>.</summary>
    public long? FreeBytes { get; init; }

    public long? TotalBytes { get; init; }

    public DateTimeOffset? SpaceMeasuredAt { get; init; }

    public required int ArchiveCount { get; init; }

    public required int PlanCount { get; init; }

    public DateTimeOffset? LastBackupAt { get; init; }

    public DateTimeOffset? LastSyncedAt { get; init; }

    /// <summary>When a check last came to a result.</summary>
    public DateTimeOffset? LastCheck { get; init; }

    public CheckResult? LastCheckResult { get; init; }

    /// <summary>What was last proven of it, of each kind the newest; kinds that were never tried are left out.</summary>
    public IReadOnlyList<ProofResponse> Proofs { get; init; } = [];

    /// <summary>The plans with an unusual backup in it at which nobody has looked: while there are any, only prunes that a person asks for go on.</summary>
    public IReadOnlyList<HoldingPlan> PrunesHeldBy { get; init; } = [];

    /// <summary>When the key was last exported; admins read it at <c>/api/repositories/{id}/key</c>.</summary>
    public DateTimeOffset? KeyExportedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The job that works on it now, if any.</summary>
    public Guid? RunningJobId { get; init; }
}

/// <summary>A plan because of which prunes wait.</summary>
public sealed record HoldingPlan(Guid PlanId, string PlanName);
