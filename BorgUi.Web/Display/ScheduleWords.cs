using System.Globalization;
using BorgUi.Contracts.Schedules;

namespace BorgUi.Web.Display;

/// <summary>Schedules in few words.</summary>
internal static class ScheduleWords
{
    public static string Of(ScheduledOperation operation) => operation switch
    {
        ScheduledOperation.Backup => "Backup",
        ScheduledOperation.Check => "Check",
        ScheduledOperation.Compact => "Compact",
        ScheduledOperation.Prune => "Prune",
        ScheduledOperation.RestoreDrill => "Restore drill",
        _ => operation.ToString(),
    };

    /// <summary>Whether it is about a plan; else it is about a repository.</summary>
    public static bool IsOfPlan(ScheduledOperation operation) => operation is ScheduledOperation.Backup or ScheduledOperation.Prune or ScheduledOperation.RestoreDrill;

    /// <summary><c>Every day at 03:00, Europe/Berlin</c></summary>
    public static string When(ScheduledJobResponse schedule) => $"{CronPattern.Words(schedule.CronExpression)}, {schedule.TimeZone}";

    /// <summary>What it is about, and where that is shown.</summary>
    public static (string Name, string Href) Subject(ScheduledJobResponse schedule) => schedule.PlanId is { } plan
        ? (schedule.PlanName ?? "its plan", $"/plans/{plan}")
        : (schedule.RepositoryName, $"/repositories/{schedule.RepositoryId}");

    /// <summary>What became of the newest due time, when that was not simply a job.</summary>
    public static string? Last(ScheduledJobResponse schedule) => schedule switch
    {
        { LastOutcome: DueOutcome.Missed } => $"Missed {Times(schedule.MissedBefore + 1)} while no worker ran",
        { LastOutcome: not null, MissedBefore: > 0 } => $"Caught up once for {Times(schedule.MissedBefore + 1)}",
        _ => null,
    };

    public static string Of(DueTimeResponse due) => due.Outcome switch
    {
        DueOutcome.Queued when due.MissedBefore > 0 => $"Caught up, also for {Times(due.MissedBefore)} before",
        DueOutcome.Queued => "A job was made",
        DueOutcome.Covered => "A job that waited did this too",
        DueOutcome.Missed => due.MissedBefore > 0 ? $"Missed, and {Times(due.MissedBefore)} before" : "Missed",
        _ => due.Outcome.ToString(),
    };

    /// <summary>The clock of the schedule's own time zone: <c>Mon 23 Nov 2026, 03:00</c>.</summary>
    public static string Local(DateTimeOffset at, string timeZone, string format = "ddd d MMM yyyy, HH:mm") =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at).ToString(format, CultureInfo.InvariantCulture);

    private static string Times(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} due {(count == 1 ? "time" : "times")}");
}
