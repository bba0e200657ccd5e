using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;

namespace BorgUi.Core.Schedules;

/// <summary>When an operation is due. A definition; what it makes at its due times are jobs.</summary>
public sealed class ScheduledJob : IScheduled
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public required ScheduledOperation Operation { get; init; }

    /// <summary>What is backed up, pruned or drilled; exactly one of plan and repository is given.</summary>
    public Guid? PlanId { get; set; }

    public BackupPlan? Plan { get; private set; }

    /// <summary>What is checked or compacted.</summary>
    public Guid? RepositoryId { get; set; }

    public Repository? Repository { get; private set; }

    /// <summary>As it was typed.</summary>
    public required string CronExpression { get; set; }

    public required string TimeZone { get; set; }

    public required bool Enabled { get; set; }

    public required CatchUp CatchUp { get; set; }

    public required int JitterSeconds { get; set; }

    public required List<Blackout> Blackouts { get; set; }

    public required DateTimeOffset CountsFrom { get; set; }

    public DateTimeOffset? LastDueAt { get; private set; }

    public DueOutcome? LastOutcome { get; private set; }

    /// <summary>As <see cref="Due.MissedBefore"/>, of that due time.</summary>
    public int MissedBefore { get; private set; }

    /// <summary>When it last made a job, or found an equal one that waited.</summary>
    public DateTimeOffset? LastRunAt { get; private set; }

    public Guid? LastJobId { get; private set; }

    public Job? LastJob { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Kind => WordConverter<ScheduledOperation>.WordOf(Operation);

    public CronSchedule Schedule => CronSchedule.Of(CronExpression, TimeZone, Blackouts);

    void IScheduled.Settle(Settlement settlement, DateTimeOffset now)
    {
        (LastDueAt, LastOutcome, MissedBefore) = (settlement.Due.At, settlement.Outcome, settlement.Due.MissedBefore);
        if (settlement.ExecutionId is { } jobId)
        {
            (LastJobId, LastRunAt) = (jobId, now);
        }
    }
}
