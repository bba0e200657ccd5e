using BorgUi.Contracts.Maintenance;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Schedules;

namespace BorgUi.Core.Maintenance;

/// <summary>Something that BorgUi does by itself to stay in order; seeded by <see cref="MaintenanceSeed"/>.</summary>
public sealed class MaintenanceJob : IScheduled
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The same in every installation and version.</summary>
    public required string Key { get; init; }

    public required MaintenanceJobType JobType { get; init; }

    /// <summary>In UTC; null for one that only runs when it is asked to.</summary>
    public string? ScheduleCron { get; set; }

    public required bool Enabled { get; set; }

    public required bool VisibleInUi { get; init; }

    public required DateTimeOffset CountsFrom { get; set; }

    public DateTimeOffset? LastDueAt { get; private set; }

    public string Kind => ScheduledItem.Maintenance;

    public CronSchedule Schedule => CronSchedule.Of(ScheduleCron ?? throw new FormatException($"{Key} has no schedule."), "UTC");

    CatchUp IScheduled.CatchUp => CatchUp.Once;

    int IScheduled.JitterSeconds => 0;

    void IScheduled.Settle(Settlement settlement, DateTimeOffset now) => LastDueAt = settlement.Due.At;
}
