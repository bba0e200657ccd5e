namespace BorgUi.Contracts.Plans;

/// <summary>Which archives a prune keeps. Each rule adds to what the others keep; one that is left out keeps nothing.</summary>
public sealed record KeepRules
{
    public const string DefaultTimeZone = "UTC";

    /// <summary>borg's notation: <c>24H</c>, <c>7d</c>, <c>4w</c>, <c>6m</c>, <c>1y</c>.</summary>
    public string? KeepWithin { get; init; }

    public int? KeepLast { get; init; }

    public int? KeepHourly { get; init; }

    public int? KeepDaily { get; init; }

    public int? KeepWeekly { get; init; }

    public int? KeepMonthly { get; init; }

    public int? KeepYearly { get; init; }

    /// <summary>An IANA name: where hours, days, weeks, months and years begin and end; <see cref="DefaultTimeZone"/> when left out.</summary>
    public string? TimeZone { get; init; }
}
