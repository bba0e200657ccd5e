using BorgUi.Contracts.Proofs;

namespace BorgUi.Core.Proofs;

/// <summary>What a drill or a check came to. It stays when its job leaves the history, and ends with its repository.</summary>
public sealed class Proof
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required ProofKind Kind { get; init; }

    public required Guid RepositoryId { get; init; }

    /// <summary>The plan whose archive was restored; null for checks, which are about a whole repository.</summary>
    public Guid? PlanId { get; init; }

    public Guid? ArchiveId { get; init; }

    public Guid? JobId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool IsGood { get; init; }

    /// <summary>What it came to, in a sentence.</summary>
    public required string Detail { get; init; }

    /// <summary>How fast borg restored; null when too little came back to say.</summary>
    public long? BytesPerSecond { get; init; }
}
