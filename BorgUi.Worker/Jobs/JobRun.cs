using BorgUi.Core.Hooks;
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

    /// <summary>The borg that does the work, to recognise in the repository what it left; null before it was started.</summary>
    public BorgTrace? Trace { get; set; } = job is { Command: { } command, ProcessStartedAt: { } startedAt } ? new(command, startedAt) : null;

    /// <summary>The hooks that were started in this attempt, also by a worker that died; the row has the same.</summary>
    public List<HookRun> HookRuns { get; } = [.. job.HookRuns];

    /// <summary>Fires when the work should end; <see cref="JobLease.StopReason"/> says why.</summary>
    public CancellationToken Stopping => lease.Stopping;
}

/// <summary>The command of a borg and when it started, by the clock of its machine.</summary>
internal sealed record BorgTrace(string Command, DateTimeOffset StartedAt);
