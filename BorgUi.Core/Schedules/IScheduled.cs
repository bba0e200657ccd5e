using BorgUi.Contracts.Schedules;

namespace BorgUi.Core.Schedules;

/// <summary>A row that says when something is due.</summary>
internal interface IScheduled
{
    /// <summary>As <see cref="ScheduledItem.Kind"/>.</summary>
    string Kind { get; }

    Guid Id { get; }

    /// <exception cref="FormatException">This machine does not know its time zone, or Quartz its expression any more.</exception>
    CronSchedule Schedule { get; }

    CatchUp CatchUp { get; }

    int JitterSeconds { get; }

    /// <summary>Due times count from here: what was due before it was made, changed or enabled is not missed.</summary>
    DateTimeOffset CountsFrom { get; }

    /// <summary>The newest due time that something became of.</summary>
    DateTimeOffset? LastDueAt { get; }

    /// <summary>Notes what became of a due time.</summary>
    void Settle(Settlement settlement, DateTimeOffset now);
}
