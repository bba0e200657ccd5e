using BorgUi.Contracts.Jobs;

namespace BorgUi.Core.Jobs;

/// <summary>Which states are ends: a job in one of them never changes again.</summary>
public static class JobStates
{
    public static readonly IReadOnlyList<JobStatus> Ended =
        [JobStatus.Completed, JobStatus.CompletedWithWarnings, JobStatus.Failed, JobStatus.Cancelled];

    public static bool HasEnded(this JobStatus status) => Ended.Contains(status);

    /// <summary>Jobs that have not ended: waiting, running, or stopped and able to go on.</summary>
    public static IQueryable<Job> WhereActive(this IQueryable<Job> jobs) => jobs.Where(job => !Ended.Contains(job.Status));
}
