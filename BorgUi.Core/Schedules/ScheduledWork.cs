using BorgUi.Contracts.Schedules;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;

namespace BorgUi.Core.Schedules;

/// <summary>The jobs that schedules make.</summary>
public static class ScheduledWork
{
    /// <summary>What a due time of the schedule asks for, one job for each repository; plan and repositories must be loaded.</summary>
    public static IReadOnlyList<Job> JobsOf(ScheduledJob schedule, DateTimeOffset createdAt, DateTimeOffset? notBefore)
    {
        var jobs = Make(schedule, createdAt);
        foreach (var job in jobs)
        {
            job.AskedBySchedule(schedule.Id, notBefore);
        }

        return jobs;
    }

    /// <summary>The same, asked for by a person, now.</summary>
    public static IReadOnlyList<Job> JobsAheadOf(ScheduledJob schedule, DateTimeOffset createdAt)
    {
        var jobs = Make(schedule, createdAt);
        foreach (var job in jobs)
        {
            job.AskedAheadOfSchedule(schedule.Id);
        }

        return jobs;
    }

    private static IReadOnlyList<Job> Make(ScheduledJob schedule, DateTimeOffset createdAt) => schedule switch
    {
        { Operation: ScheduledOperation.Backup, Plan: { } plan } => BackupJob.Of(plan, plan.Repositories, createdAt),
        // A plan that has lost its keep rules keeps nothing, and that job is refused where people see it.
        { Operation: ScheduledOperation.Prune, Plan: { } plan } =>
            [.. plan.Repositories.Select(repository => PruneJob.Of(repository.Id, repository.Site, PruneDetails.Of(plan, plan.Retention ?? new()), createdAt))],
        { Operation: ScheduledOperation.RestoreDrill, Plan: { } plan } => RestoreDrillJob.Of(plan, plan.Repositories, new(), createdAt),
        { Operation: ScheduledOperation.Check, Repository: { } repository } => [CheckJob.Of(repository.Id, repository.Site, new(), createdAt)],
        { Operation: ScheduledOperation.Compact, Repository: { } repository } => [CompactJob.Of(repository.Id, repository.Site, new(), createdAt)],
        _ => throw new InvalidOperationException($"The schedule {schedule.Id} ({schedule.Operation}) was loaded without its target."),
    };
}
