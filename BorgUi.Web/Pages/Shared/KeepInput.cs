using BorgUi.Contracts.Plans;

namespace BorgUi.Web.Pages.Shared;

/// <summary>Which archives are kept, as <c>_KeepFields.cshtml</c> asks it.</summary>
internal sealed class KeepInput
{
    public string? KeepWithin { get; set; }

    public int? KeepLast { get; set; }

    public int? KeepHourly { get; set; }

    public int? KeepDaily { get; set; }

    public int? KeepWeekly { get; set; }

    public int? KeepMonthly { get; set; }

    public int? KeepYearly { get; set; }

    public string? TimeZone { get; set; }

    public bool KeepsNothing => string.IsNullOrWhiteSpace(KeepWithin)
        && new[] { KeepLast, KeepHourly, KeepDaily, KeepWeekly, KeepMonthly, KeepYearly }.All(count => count is null or 0);

    /// <summary>A week of days, a month of weeks, half a year of months.</summary>
    public static KeepRules Usual { get; } = new() { KeepDaily = 7, KeepWeekly = 4, KeepMonthly = 6 };

    public static KeepInput From(KeepRules rules) => new()
    {
        KeepWithin = rules.KeepWithin,
        KeepLast = rules.KeepLast,
        KeepHourly = rules.KeepHourly,
        KeepDaily = rules.KeepDaily,
        KeepWeekly = rules.KeepWeekly,
        KeepMonthly = rules.KeepMonthly,
        KeepYearly = rules.KeepYearly,
        TimeZone = rules.TimeZone,
    };

    public KeepRules ToRules() => new()
    {
        KeepWithin = string.IsNullOrWhiteSpace(KeepWithin) ? null : KeepWithin.Trim(),
        KeepLast = KeepLast,
        KeepHourly = KeepHourly,
        KeepDaily = KeepDaily,
        KeepWeekly = KeepWeekly,
        KeepMonthly = KeepMonthly,
        KeepYearly = KeepYearly,
        TimeZone = string.IsNullOrWhiteSpace(TimeZone) ? null : TimeZone.Trim(),
    };
}
