using BorgUi.Api.Http;
using BorgUi.Core.Schedules;

namespace BorgUi.Api.Schedules;

/// <summary>The rules for when something is due.</summary>
internal static class CronRules
{
    public const string Utc = "UTC";

    private const int LongestExpression = 200;

    /// <summary>The due times; null, with errors of the two fields, when there are none.</summary>
    public static CronSchedule? Check(
        FieldErrors errors, (string Field, string? Text) cron, (string Field, string? Name) zone, IReadOnlyList<Blackout> blackouts, DateTimeOffset now)
    {
        var (expression, timeZone) = (Written(cron.Text), ZoneName(zone.Name));
        var problem = expression.Length > LongestExpression ? $"This has {expression.Length} characters; give five fields of a crontab." : CronSchedule.Check(expression);
        if (problem is not null)
        {
            errors.Add(cron.Field, problem);
        }

        if (CronSchedule.FindZone(timeZone) is null)
        {
            errors.Add(zone.Field, "There is no such time zone here; give an IANA name such as Europe/Berlin, or UTC.");
        }

        if (errors.Has(cron.Field) || errors.Has(zone.Field))
        {
            return null;
        }

        var schedule = CronSchedule.Of(expression, timeZone, blackouts);
        if (schedule.NextAfter(now) is not null)
        {
            return schedule;
        }

        if (CronSchedule.Of(expression, timeZone).NextAfter(now) is null)
        {
            errors.Add(cron.Field, "This never fires: no month has such a day. Give a day that comes, such as \"0 3 28 * *\".");
        }
        else
        {
            errors.Add("blackout_windows", "This never fires: each of its times lies in a blackout window. Make the windows smaller, or choose another time.");
        }

        return null;
    }

    /// <summary>With one space between the fields.</summary>
    public static string Written(string? expression) => string.Join(' ', (expression ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string ZoneName(string? name) => string.IsNullOrWhiteSpace(name) ? Utc : name.Trim();
}
