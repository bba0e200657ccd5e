namespace BorgUi.Contracts.Settings;

/// <summary>What an administrator can set for the whole installation; a part that is left out has its defaults.</summary>
public sealed record ServerSettings
{
    public HistorySettings History { get; init; } = HistorySettings.Defaults;

    public AlarmSettings Alarms { get; init; } = AlarmSettings.Defaults;

    public DrillSettings Drills { get; init; } = DrillSettings.Defaults;

    public NotificationSettings Notifications { get; init; } = NotificationSettings.Defaults;
}

/// <summary>From when on something is an alarm. A number that is left out means never.</summary>
public sealed record AlarmSettings
{
    public static readonly AlarmSettings Defaults = new() { FreePercent = 10, CheckDays = 90 };

    /// <summary>A repository is nearly full when less than so many percent of its disk are free.</summary>
    public int? FreePercent { get; init; }

    /// <summary>A repository is to be checked at least every so many days.</summary>
    public int? CheckDays { get; init; }
}

/// <summary>How long what has ended is kept. A number that is left out means without a limit.</summary>
public sealed record HistorySettings
{
    public static readonly HistorySettings Defaults = new() { LogJobsKept = 100 };

    /// <summary>Of each plan, and of each repository without one, the logs of so many jobs stay: those that ended last.</summary>
    public int? LogJobsKept { get; init; }

    /// <summary>Logs of jobs that ended longer ago than so many days are removed; their jobs stay.</summary>
    public int? LogDaysKept { get; init; }

    /// <summary>Jobs that ended longer ago than so many days are removed; their archives stay.</summary>
    public int? JobDaysKept { get; init; }
}
