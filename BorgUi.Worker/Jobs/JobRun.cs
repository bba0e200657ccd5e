using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Jobs;

/// <summary>One run of a job: what it is, what it reports to, and when it has to stop.</summary>
internal sealed class JobRun(Job job, JobLease lease, JobProgressReporter progress, JobLogWriter log)
{
    public Job Job => job;

    public JobLease Lease => lease;

    public JobClaim Claim => lease.Claim;

    public JobProgressReporter Progress => progress;

    public JobLogWriter Log => log;

    /// <summary>Fires when the work should end; <see cref="JobLease.StopReason"/> says why.</summary>
    public CancellationToken Stopping => lease.Stopping;
}
