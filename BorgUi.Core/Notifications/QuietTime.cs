using BorgUi.Contracts.Notifications;
using BorgUi.Core.Schedules;

namespace BorgUi.Core.Notifications;

/// <summary>Hours of each day in which a channel is silent.</summary>
/// <param name="To">Not after <paramref name="From"/>, it is on the next day.</param>
public sealed record QuietTime(TimeOnly From, TimeOnly To, bool FailuresPass)
{
    /// <summary>Until when a message waits; null when it may go now, also when this machine does not know the time zone: rather at night than never.</summary>
    public DateTimeOffset? HoldsUntil(NotificationEvent happened, string timeZone, DateTimeOffset now)
    {
        if (happened == NotificationEvent.Test || (FailuresPass && happened.IsBad()) || CronSchedule.FindZone(timeZone) is null)
        {
            return null;
        }

        var end = CronSchedule.Of("0 0 * * *", timeZone, [new([], From, To)]).EndOfBlackout(now);
        return end > now ? end : null;
    }
}
