using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Deals with what a run of one kind of job left when its worker died. Registered by its <see cref="Contracts.Jobs.JobType"/>;
/// kinds that leave nothing of their own need none.
/// </summary>
internal interface IJobAftermath
{
    /// <summary>
    /// The borg of the run is gone and the job is ours now. Answers the end that is true: often <paramref name="interrupted"/>,
    /// with what was left behind, but the work may have been completed.
    /// </summary>
    Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted);
}
