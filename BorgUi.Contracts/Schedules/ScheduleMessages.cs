namespace BorgUi.Contracts.Schedules;

/// <summary>
/// When something is done, and what: a plan is backed up or pruned, a repository checked or compacted. A backup that names
/// <see cref="RepositoryId"/> and <see cref="Sources"/> in place of a plan makes the plan along with it.
/// </summary>
public sealed record SaveScheduledJobRequest
{
    /// <summary>1 to 200 characters, unique; that of the plan or repository when left out.</summary>
    public string? Name { get; init; }

    /// <summary><c>backup</c> when left out.</summary>
    public ScheduledOperation? Operation { get; init; }

    /// <summary>For backup and prune.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>For check and compact; for a backup the repository of the plan that is made.</summary>
    public Guid? RepositoryId { get; init; }

    /// <summary>Five fields as in a crontab: minute, hour, day of month, month, day of week.</summary>
    public string? CronExpression { get; init; }

    /// <summary>An IANA name such as <c>Europe/Berlin</c>; UTC when left out.</summary>
    public string? TimeZone { get; init; }

    /// <summary>True when left out.</summary>
    public bool? Enabled { get; init; }

    /// <summary><c>once</c> when left out.</summary>
    public CatchUp? CatchUp { get; init; }

    /// <summary>Each job begins up to so many seconds after its due time, 0 to 86400; 0 when left out.</summary>
    public int? JitterSeconds { get; init; }

    /// <summary>When nothing is due, in the time zone of the schedule.</summary>
    public IReadOnlyList<BlackoutWindow>? BlackoutWindows { get; init; }

    /// <summary>For the plan that is made: absolute paths on the machine of its site.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    public IReadOnlyList<string>? ExcludePatterns { get; init; }

    public string? Compression { get; init; }

    public string? ArchiveNameTemplate { get; init; }

    public string? Site { get; init; }

    public bool RunPruneAfter { get; init; }

    public bool RunCompactAfter { get; init; }

    public bool RunCheckAfter { get; init; }

    public string? KeepWithin { get; init; }

    public int? KeepLast { get; init; }

    public int? KeepHourly { get; init; }

    public int? KeepDaily { get; init; }

    public int? KeepWeekly { get; init; }

    public int? KeepMonthly { get; init; }

    public int? KeepYearly { get; init; }
}

/// <summary>Hours in which nothing is due. A window whose end is not after its beginning ends on the next day.</summary>
public sealed record BlackoutWindow
{
    /// <summary>The days on which it begins, <c>monday</c> to <c>sunday</c>; every day when left out.</summary>
    public IReadOnlyList<string>? Days { get; init; }

    /// <summary><c>08:00</c>, within the window.</summary>
    public string? From { get; init; }

    /// <summary><c>18:00</c>, no longer within it.</summary>
    public string? To { get; init; }
}

/// <summary>Which schedules are enabled or disabled; all of them when <see cref="Ids"/> is left out.</summary>
public sealed record ChangeSchedulesRequest
{
    public IReadOnlyList<Guid>? Ids { get; init; }
}

/// <summary>How many schedules were not yet as they were asked to be.</summary>
public sealed record SchedulesChanged(int Changed);
