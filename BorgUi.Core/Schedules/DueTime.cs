using BorgUi.Contracts.Schedules;

namespace BorgUi.Core.Schedules;

/// <summary>What became of one due time. The row is stored together with the job, and there is at most one.</summary>
public sealed class DueTime
{
    /// <summary><see cref="Schedules.ScheduledItem.Id"/>; the item itself may be gone.</summary>
    public required string ScheduledItem { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DueOutcome Outcome { get; init; }

    /// <summary>How many due times before it passed while no worker ran; this one stands for them too.</summary>
    public required int MissedBefore { get; init; }

    /// <summary>The job, or the run of maintenance, that does it; null when it was missed. It may have left the history.</summary>
    public Guid? ExecutionId { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    internal static DueTime Of(string scheduledItem, Settlement settlement, DateTimeOffset now) => new()
    {
        ScheduledItem = scheduledItem,
        DueAt = settlement.Due.At,
        Outcome = settlement.Outcome,
        MissedBefore = settlement.Due.MissedBefore,
        ExecutionId = settlement.ExecutionId,
        DecidedAt = now,
    };
}
