using BorgUi.Contracts.Repositories;

namespace BorgUi.Core.Repositories;

/// <summary>A borg repository that BorgUi looks after. Secrets are sealed by <see cref="Secrets.SecretBox"/>.</summary>
public sealed class Repository
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    /// <summary>A normalised absolute path, or <c>ssh://user@host:port/path</c>.</summary>
    public required string Location { get; init; }

    public required string Site { get; set; }

    /// <summary>Asked for when it is to be created; borg's own word once it was reached.</summary>
    public string? Encryption { get; set; }

    public RepositoryState State { get; set; } = RepositoryState.Creating;

    public string? StateMessage { get; set; }

    public RecoveryKitState RecoveryKit { get; set; } = RecoveryKitState.Missing;

    public byte[]? SealedPassphrase { get; set; }

    public byte[]? SealedSshPrivateKey { get; set; }

    public byte[]? SealedKeyfile { get; set; }

    public string? KnownHosts { get; set; }

    /// <summary>Null until borg has reached it for the first time.</summary>
    public string? BorgRepositoryId { get; set; }

    public long? OriginalSizeBytes { get; set; }

    public long? CompressedSizeBytes { get; set; }

    public long? DeduplicatedSizeBytes { get; set; }

    /// <summary>What its disk has left, and holds in all; only where a worker could measure it.</summary>
    public long? FreeBytes { get; set; }

    public long? TotalBytes { get; set; }

    public DateTimeOffset? SpaceMeasuredAt { get; set; }

    public DateTimeOffset? LastBackupAt { get; set; }

    public DateTimeOffset? LastSyncedAt { get; set; }

    /// <summary>When a check last came to a result, and to which; a check that was cut off has none.</summary>
    public DateTimeOffset? LastCheckAt { get; set; }

    public CheckResult? LastCheckResult { get; set; }

    /// <summary>What the last key export gave.</summary>
    public byte[]? SealedKeyExport { get; set; }

    public DateTimeOffset? KeyExportedAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
