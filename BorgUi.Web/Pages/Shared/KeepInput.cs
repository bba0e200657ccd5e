using BorgUi.Contracts.Plans;

namespace BorgUi.Web.Pages.Shared;

/// <summary>The fields of <c>_KeepFields.cshtml</c>: which archives a prune keeps.</summary>
internal interface IKeepFields
{
    string? KeepWithin { get; }

    int? KeepLast { get; }

    int? KeepHourly { get; }

    int? KeepDaily { get; }

    int? KeepWeekly { get; }

    int? KeepMonthly { get; }

    int? KeepYearly { get; }
}

/// <summary>The keep rules of a plan, as a form has them.</summary>
internal sealed class KeepInput : IKeepFields
{
    public string? KeepWithin { get; set; }

    public int? KeepLast { get; set; }

    public int? KeepHourly { get; set; }

    public int? KeepDaily { get; set; }

    public int? KeepWeekly { get; set; }

    public int? KeepMonthly { get; set; }

    public int? KeepYearly { get; set; }

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
    };
}
