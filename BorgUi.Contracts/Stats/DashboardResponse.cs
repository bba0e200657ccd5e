using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;

namespace BorgUi.Contracts.Stats;

/// <summary>What is not all right, then the figures of the dashboard, all from the database; sizes are bytes.</summary>
public sealed record DashboardResponse
{
    /// <summary>The active alarms, the last raised first, at most 20.</summary>
    public required IReadOnlyList<AlarmResponse> Alarms { get; init; }

    public required int ActiveAlarms { get; init; }

    /// <summary>Plans whose newest ended job failed, and jobs that were interrupted: what needs a person first.</summary>
    public required IReadOnlyList<JobResponse> NeedsAttention { get; init; }

    /// <summary>How many plans have each status; those that no plan has are left out.</summary>
    public required IReadOnlyList<FreshnessCount> Freshness { get; init; }

    /// <summary>Plans in the order in which they need somebody, at most 60.</summary>
    public required IReadOnlyList<PlanGlance> PlanGlances { get; init; }

    public required int Repositories { get; init; }

    /// <summary>Those whose state is unreachable or error.</summary>
    public required int RepositoriesWithTrouble { get; init; }

    public required int Plans { get; init; }

    /// <summary>Plans that never had a completed backup.</summary>
    public required int PlansNeverBackedUp { get; init; }

    /// <summary>Whether a plan includes BorgUi itself.</summary>
    public bool BacksUpBorgui { get; init; }

    public required int Archives { get; init; }

    public required int JobsRunning { get; init; }

    public required int JobsPending { get; init; }

    public required int JobsInterrupted { get; init; }

    public required int WorkersAlive { get; init; }

    /// <summary>Why a living worker takes no jobs, in a sentence; null when all do.</summary>
    public string? WorkerTrouble { get; init; }

    public required long OriginalSize { get; init; }

    public required long CompressedSize { get; init; }

    public required long DeduplicatedSize { get; init; }

    public DateTimeOffset? LastBackupAt { get; init; }

    /// <summary>When a restore drill last went well, of whichever plan.</summary>
    public DateTimeOffset? LastProofAt { get; init; }

    /// <summary>Jobs that ended in the last 14 days, by UTC day, oldest first, days without jobs included.</summary>
    public required IReadOnlyList<DayOutcome> Days { get; init; }

    /// <summary>The newest jobs, whatever their state.</summary>
    public required IReadOnlyList<JobResponse> RecentJobs { get; init; }
}

public sealed record DayOutcome(DateOnly Day, int Completed, int CompletedWithWarnings, int Failed, int Cancelled);

public sealed record FreshnessCount(FreshnessStatus Status, int Plans);

/// <summary>A plan in one look.</summary>
public sealed record PlanGlance(Guid PlanId, string Name, PlanFreshness Freshness);
