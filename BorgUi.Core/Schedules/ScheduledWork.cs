using BorgUi.Contracts.Schedules;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;

namespace BorgUi.Core.Schedules;

/// <summary>The jobs that schedules make.</summary>
public static class ScheduledWork
{
    /// <summary>What a due time of the schedule asks for; plan and repository must be loaded.</summary>
    public static Job JobOf(ScheduledJob schedule, DateTimeOffset createdAt, DateTimeOffset? notBefore)
    {
        var job = Make(schedule, createdAt);
        job.AskedBySchedule(schedule.Id, notBefore);
        return job;
    }

    /// <summary>The same, asked for by a person, now.</summary>
    public static Job JobAheadOf(ScheduledJob schedule, DateTimeOffset createdAt)
    {
        var job = Make(schedule, createdAt);
        job.AskedAheadOfSchedule(schedule.Id);
        return job;
    }

    private static Job Make(ScheduledJob schedule, DateTimeOffset createdAt) => schedule switch
    {
        { Operation: ScheduledOperation.Backup, Plan: { Repository: { } repository } plan } => BackupJob.Of(
            plan.Id, repository.Id, plan.Site, BackupDetails.Of(plan), createdAt, followUps: FollowUps.Of(plan, repository.Site), planHooks: plan.Hooks),
        // A plan that has lost its keep rules keeps nothing, and that job is refused where people see it.
        { Operation: ScheduledOperation.Prune, Plan: { Repository: { } repository } plan } => PruneJob.Of(
            repository.Id, repository.Site, PruneDetails.Of(plan, plan.Retention ?? new()), createdAt),
        { Operation: ScheduledOperation.Check, Repository: { } repository } => CheckJob.Of(repository.Id, repository.Site, new(), createdAt),
        { Operation: ScheduledOperation.Compact, Repository: { } repository } => CompactJob.Of(repository.Id, repository.Site, new(), createdAt),
        _ => throw new InvalidOperationException($"The schedule {schedule.Id} ({schedule.Operation}) was loaded without its target."),
    };
}
