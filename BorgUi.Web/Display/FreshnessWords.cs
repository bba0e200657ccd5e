using System.Globalization;
using BorgUi.Contracts.Plans;

namespace BorgUi.Web.Display;

/// <summary>How fresh the backups of a plan must be, and are, in words.</summary>
internal static class FreshnessWords
{
    private const int Hour = 60 * 60;
    private const int Day = 24 * Hour;

    private static readonly int[] Usual = [6 * Hour, 12 * Hour, Day, 2 * Day, 3 * Day, 7 * Day, 14 * Day, 31 * Day];

    /// <summary>What the form offers, with the value that is set already.</summary>
    public static IReadOnlyList<int> Choices(int? set) => set is { } seconds && !Usual.Contains(seconds) ? [.. Usual.Append(seconds).Order()] : Usual;

    /// <summary><c>6 hours</c>, <c>2 days</c></summary>
    public static string Span(long seconds) => seconds switch
    {
        < 2 * Hour => Counted(seconds / 60, "minute"),
        // A day on which the clocks change is a day.
        < 22 * Hour => Counted(seconds / Hour, "hour"),
        _ when seconds % Day is < 2 * Hour or > 22 * Hour => Counted((seconds + (Day / 2)) / Day, "day"),
        _ => Counted(seconds / Hour, "hour"),
    };

    /// <summary>What is expected, in a sentence.</summary>
    public static string Expected(PlanFreshness freshness) => freshness switch
    {
        { ExpectedBy: FreshnessSource.Plan, ExpectedEverySeconds: { } every } => $"A good backup is never to be older than {Span(every)}.",
        { ExpectedBy: FreshnessSource.Schedules, ExpectedEverySeconds: { } every } => $"By its schedules the next one comes {Span(every)} after that.",
        _ => "Nothing is expected.",
    };

    private static string Counted(long count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}{(count == 1 ? "" : "s")}");
}
