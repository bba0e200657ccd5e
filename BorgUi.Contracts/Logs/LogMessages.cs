using BorgUi.Contracts.Jobs;

namespace BorgUi.Contracts.Logs;

/// <summary>The newest lines of all jobs' logs, newest first.</summary>
public sealed record RecentLog
{
    public required IReadOnlyList<RecentLogLine> Items { get; init; }
}

/// <summary>A line of some job's log, with what the job is about.</summary>
public sealed record RecentLogLine
{
    public required Guid JobId { get; init; }

    public required JobType JobType { get; init; }

    public string? PlanName { get; init; }

    public string? RepositoryName { get; init; }

    /// <summary>Counts from 1 within its job.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required JobLogLevel Level { get; init; }

    public required string Message { get; init; }
}
