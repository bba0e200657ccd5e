using BorgUi.Contracts.Jobs;

namespace BorgUi.Contracts.Schedules;

/// <summary>A schedule, what it does, and its last and next time. What the plan says is shown with it.</summary>
public sealed record ScheduledJobResponse
{
    public required Guid Id { get; init; }

    public required Guid ScheduledJobId { get; init; }

    /// <summary>Its name among all that is scheduled: <c>backup:{id}</c>.</summary>
    public required string ScheduledItem { get; init; }

    public required string Name { get; init; }

    public required ScheduledOperation Operation { get; init; }

    public Guid? PlanId { get; init; }

    public string? PlanName { get; init; }

    public required Guid RepositoryId { get; init; }

    public required string RepositoryName { get; init; }

    public required string CronExpression { get; init; }

    public required string TimeZone { get; init; }

    public required bool Enabled { get; init; }

    public required CatchUp CatchUp { get; init; }

    public required int JitterSeconds { get; init; }

    public required IReadOnlyList<BlackoutWindow> BlackoutWindows { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The newest due time that something became of, and what.</summary>
    public DateTimeOffset? LastDueAt { get; init; }

    public DueOutcome? LastOutcome { get; init; }

    /// <summary>How many due times before it passed while no worker ran.</summary>
    public int MissedBefore { get; init; }

    /// <summary>When it last made a job, at a due time or by hand.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>That job; null once it was removed from the history.</summary>
    public ScheduleRun? LastJob { get; init; }

    /// <summary>The next due time; null while it is disabled.</summary>
    public DateTimeOffset? NextRun { get; init; }

    public string? ArchiveNameTemplate { get; init; }

    public bool? RunPruneAfter { get; init; }

    public bool? RunCompactAfter { get; init; }

    public bool? RunCheckAfter { get; init; }

    public string? KeepWithin { get; init; }

    public int? KeepLast { get; init; }

    public int? KeepHourly { get; init; }

    public int? KeepDaily { get; init; }

    public int? KeepWeekly { get; init; }

    public int? KeepMonthly { get; init; }

    public int? KeepYearly { get; init; }
}

public sealed record ScheduleRun(Guid JobId, JobStatus Status, DateTimeOffset? CompletedAt);

/// <summary>The next times of a cron expression, in order.</summary>
public sealed record SchedulePreview(IReadOnlyList<DateTimeOffset> Items);

/// <summary>What is due in the coming days: a line for each schedule and day, in order.</summary>
public sealed record UpcomingRuns(IReadOnlyList<UpcomingRun> Items);

/// <summary>The due times of one schedule on one day of its own time zone.</summary>
public sealed record UpcomingRun
{
    public required Guid ScheduledJobId { get; init; }

    public required string Name { get; init; }

    public required ScheduledOperation Operation { get; init; }

    public required string TimeZone { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>The same as <see cref="FirstAt"/> when there is only one.</summary>
    public required DateTimeOffset LastAt { get; init; }

    public required int Count { get; init; }
}

/// <summary>What became of one due time.</summary>
/// <param name="MissedBefore">How many due times before it passed while no worker ran.</param>
/// <param name="JobId">The job that does it; null when it was missed.</param>
/// <param name="JobStatus">Null also when the job has left the history.</param>
public sealed record DueTimeResponse(DateTimeOffset DueAt, DueOutcome Outcome, int MissedBefore, Guid? JobId, JobStatus? JobStatus, DateTimeOffset DecidedAt);
