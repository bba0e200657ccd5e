using System.Globalization;
using BorgUi.Contracts.Plans;

namespace BorgUi.Core.Retention;

/// <summary>A rule that keeps the newest archive of each of the last N periods.</summary>
/// <param name="Name">borg's name of the rule.</param>
/// <param name="Count">How many the rules want.</param>
/// <param name="Of">The period into which a local time falls; equal in one period, different in neighbouring ones.</param>
internal sealed record KeepPeriod(string Name, Func<KeepRules, int?> Count, Func<DateTime, long> Of)
{
    /// <summary>In the order in which borg applies them: an archive that one rule has kept costs the later ones nothing.</summary>
    public static readonly IReadOnlyList<KeepPeriod> All =
    [
        new("secondly", rules => rules.KeepLast, time => time.Ticks / TimeSpan.TicksPerSecond),
        new("hourly", rules => rules.KeepHourly, time => time.Ticks / TimeSpan.TicksPerHour),
        new("daily", rules => rules.KeepDaily, time => time.Ticks / TimeSpan.TicksPerDay),
        new("weekly", rules => rules.KeepWeekly, time => (ISOWeek.GetYear(time) * 100L) + ISOWeek.GetWeekOfYear(time)),
        new("monthly", rules => rules.KeepMonthly, time => (time.Year * 100L) + time.Month),
        new("yearly", rules => rules.KeepYearly, time => time.Year),
    ];
}
