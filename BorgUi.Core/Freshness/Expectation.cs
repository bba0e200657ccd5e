using BorgUi.Contracts.Plans;
using BorgUi.Core.Schedules;

namespace BorgUi.Core.Freshness;

/// <summary>An enabled schedule of a plan's backups.</summary>
/// <param name="CountsFrom">What was due before is not expected.</param>
public sealed record ExpectedSchedule(CronSchedule Due, DateTimeOffset CountsFrom, TimeSpan Jitter);

/// <summary>When the next backup is due.</summary>
/// <param name="Every">How often one is: the time from this due time to the one after it.</param>
/// <param name="Jitter">How long after that it may begin.</param>
public sealed record ExpectedBackup(DateTimeOffset DueBy, TimeSpan Every, TimeSpan Jitter, FreshnessSource Source);

/// <summary>How fresh the backups of a plan must be: as its owner says, else as its schedules do, else nobody knows.</summary>
public sealed record Expectation(TimeSpan? ByHand, IReadOnlyList<ExpectedSchedule> Schedules)
{
    private static readonly TimeSpan WhenThereIsNoOther = TimeSpan.FromDays(1);

    /// <summary>The backup that is due first after this moment; null when none ever is.</summary>
    public ExpectedBackup? After(DateTimeOffset moment)
    {
        if (ByHand is { } every)
        {
            return new(moment + every, every, TimeSpan.Zero, FreshnessSource.Plan);
        }

        if (FirstAfter(moment) is not { } due)
        {
            return null;
        }

        var gap = FirstAfter(due) is { } next ? next - due : WhenThereIsNoOther;
        return new(due, gap, Schedules.Max(schedule => schedule.Jitter), FreshnessSource.Schedules);
    }

    /// <summary>The next due time of the schedules.</summary>
    public DateTimeOffset? FirstAfter(DateTimeOffset moment) =>
        Schedules.Min(schedule => schedule.Due.NextAfter(schedule.CountsFrom > moment ? schedule.CountsFrom : moment));
}
