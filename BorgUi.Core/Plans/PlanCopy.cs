using BorgUi.Core.Repositories;

namespace BorgUi.Core.Plans;

/// <summary>A further repository of a plan. Each repository gets a backup of its own, for which the sources are read once more.</summary>
public sealed class PlanCopy
{
    public Guid PlanId { get; init; }

    public required Guid RepositoryId { get; init; }

    public Repository? Repository { get; private set; }

    public int Position { get; set; }

    /// <summary>By the database's clock; no backup was expected there before.</summary>
    public DateTimeOffset AddedAt { get; private set; }
}
