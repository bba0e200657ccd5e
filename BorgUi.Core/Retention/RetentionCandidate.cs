namespace BorgUi.Core.Retention;

/// <summary>An archive as the keep rules see it.</summary>
public sealed record RetentionCandidate
{
    public required string BorgId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The plan that made it; null for archives that were made elsewhere or whose plan is gone.</summary>
    public Guid? PlanId { get; init; }

    public bool IsPinned { get; init; }

    /// <summary>borg saved it on the way to an archive that was never finished.</summary>
    public bool IsCheckpoint { get; init; }
}
