using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Plans;

/// <summary>Whether the backups of a plan are as fresh as is expected of them.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FreshnessStatus>))]
public enum FreshnessStatus
{
    /// <summary>Nothing is expected before the next due time.</summary>
    Fresh,

    /// <summary>A backup was due, but its grace is not over.</summary>
    Late,

    /// <summary>A backup was due, and its grace is over.</summary>
    Overdue,

    /// <summary>The last attempt failed, however fresh the backup before it is.</summary>
    Failing,

    /// <summary>There never was a good backup.</summary>
    Unproven,

    /// <summary>Nothing is expected for a time, because somebody said so.</summary>
    Absent,

    /// <summary>Neither a schedule nor the plan says how fresh its backups must be.</summary>
    Unscheduled,
}

/// <summary>Where the expectation comes from.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FreshnessSource>))]
public enum FreshnessSource
{
    /// <summary>Set by hand on the plan.</summary>
    Plan,

    /// <summary>From its enabled schedules.</summary>
    Schedules,
}

/// <summary>How fresh a plan's backups are, and how that is known.</summary>
public sealed record PlanFreshness
{
    public required FreshnessStatus Status { get; init; }

    /// <summary>The grace of a due time is over: there is an alarm. Also of a plan that is failing or unproven.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>Why it is so, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The repository that this is about: of several the one in the worst state.</summary>
    public required Guid RepositoryId { get; init; }

    /// <summary>Null when nothing says how fresh it must be.</summary>
    public FreshnessSource? ExpectedBy { get; init; }

    /// <summary>How often a backup is expected; by schedules, the time from the due time to the one after it.</summary>
    public long? ExpectedEverySeconds { get; init; }

    /// <summary>When the last good backup ended, with warnings or without.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    public bool LastSuccessHadWarnings { get; init; }

    /// <summary>When the backup after the last good one is, or was, due.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>When the grace of that due time ends.</summary>
    public DateTimeOffset? OverdueFrom { get; init; }

    /// <summary>The next due time of its enabled schedules.</summary>
    public DateTimeOffset? NextRun { get; init; }
}
