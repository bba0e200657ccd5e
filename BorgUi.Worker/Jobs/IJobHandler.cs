using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Jobs;

/// <summary>Does the work of one kind of job. Registered by its <see cref="Contracts.Jobs.JobType"/>.</summary>
internal interface IJobHandler
{
    /// <summary>
    /// Works until the end of the job, or until the run is asked to stop. What is expected to go wrong comes back as an
    /// end; an exception means that BorgUi is broken.
    /// </summary>
    Task<JobEnd> RunAsync(JobRun run);
}
