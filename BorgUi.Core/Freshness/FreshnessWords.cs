using System.Globalization;
using BorgUi.Contracts.Plans;

namespace BorgUi.Core.Freshness;

/// <summary>Why a plan is as fresh as it is, in sentences.</summary>
internal static class FreshnessWords
{
    public static string Of(FreshnessStatus status, ExpectedBackup? expected, BackupHistory history, DateTimeOffset now)
    {
        string?[] sentences =
        [
            status == FreshnessStatus.Absent ? Absence(history) : null,
            status == FreshnessStatus.Failing ? Failure(history.LastFailure!, now) : null,
            LastGood(history.LastGood, now),
            status == FreshnessStatus.Absent ? null : Due(expected, now),
            history.RunningSince is { } since ? $"One is running since {Span(now - since)}." : null,
        ];
        return string.Join(' ', sentences.OfType<string>());
    }

    /// <summary><c>3 days</c>, <c>27 hours</c>, <c>12 minutes</c></summary>
    public static string Span(TimeSpan span) => span.Duration() switch
    {
        { TotalMinutes: < 90 } minutes => Counted(minutes.TotalMinutes, "minute"),
        { TotalHours: < 48 } hours => Counted(hours.TotalHours, "hour"),
        var days => Counted(days.TotalDays, "day"),
    };

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Absence(BackupHistory history) =>
        $"Nothing is expected until {Moment(history.AbsentUntil!.Value)}{(history.AbsentReason is { } reason ? $": {reason.TrimEnd('.')}" : "")}.";

    private static string Failure(FailedBackup failure, DateTimeOffset now) =>
        $"The last attempt failed {Span(now - failure.EndedAt)} ago{(failure.Error is { Length: > 0 } error ? $": {error.TrimEnd('.')}" : "")}.";

    private static string LastGood(GoodBackup? good, DateTimeOffset now) => good is null
        ? "It was never backed up."
        : $"The last good backup is {Span(now - good.EndedAt)} old{(good.HadWarnings ? " and had warnings" : "")}.";

    private static string Due(ExpectedBackup? expected, DateTimeOffset now) => expected switch
    {
        null => "Nothing says how fresh it must be: give it a schedule, or say it on the plan.",
        { DueBy: var due } when due > now => $"The next is due in {Span(due - now)}.",
        { DueBy: var due } => $"One was due {Span(now - due)} ago.",
    };

    private static string Counted(double value, string unit)
    {
        var count = (long)Math.Round(value);
        return string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}{(count == 1 ? "" : "s")}");
    }
}
