using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.ServiceDefaults.Redis;

namespace BorgUi.Api.Jobs;

/// <summary>Stores jobs and tells workers and pages about them. The row comes first; the hints over Redis may be lost.</summary>
internal sealed class JobAnnouncer(IMessageBus bus)
{
    /// <summary>Stores the job, or finds the equal one that is pending already.</summary>
    public async Task<JobStarted> EnqueueAsync(BorgUiDbContext db, Job job, CancellationToken cancellationToken)
    {
        var (jobId, isNew) = await JobQueue.EnqueueAsync(db, job, cancellationToken);
        if (!isNew)
        {
            return new(jobId, JobStatus.Pending, "An equal job is waiting already; it will do this.");
        }

        await EnqueuedAsync(job, cancellationToken);
        return new(jobId, JobStatus.Pending, "The job is waiting for a worker.");
    }

    /// <summary>The same for all jobs of one request: all are stored or none.</summary>
    public async Task<JobStarted> EnqueueAsync(BorgUiDbContext db, IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        if (jobs is [var single])
        {
            return await EnqueueAsync(db, single, cancellationToken);
        }

        var (jobIds, newJobs) = await JobQueue.EnqueueAsync(db, jobs, cancellationToken);
        foreach (var job in newJobs)
        {
            await EnqueuedAsync(job, cancellationToken);
        }

        var message = newJobs.Count == jobs.Count ? $"{jobs.Count} jobs are waiting for a worker; they run one after another."
            : $"{jobs.Count - newJobs.Count} of {jobs.Count} jobs were waiting already; they will do this.";
        return new(jobIds[0], JobStatus.Pending, message) { MoreJobIds = [.. jobIds.Skip(1)] };
    }

    /// <summary>Tells that a job was stored.</summary>
    public Task EnqueuedAsync(Job job, CancellationToken cancellationToken) =>
        ChangedAsync(new(job.Id, job.JobType, job.Status, job.Sequence), cancellationToken);

    /// <summary>Tells of many jobs, and answers what was told.</summary>
    public async Task<JobsChanged> AllChangedAsync(IReadOnlyList<ChangedJob> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
        {
            await ChangedAsync(job, cancellationToken);
        }

        return new(jobs.Count, [.. jobs.Select(job => new ChangedJobState(job.JobId, job.Status))]);
    }

    /// <summary>Tells that a job waits, was cancelled, or is asked to stop.</summary>
    public async Task ChangedAsync(ChangedJob job, CancellationToken cancellationToken)
    {
        JobEvent update = new JobUpdate { JobId = job.JobId, JobType = job.JobType, Status = job.Status, Sequence = job.Sequence };
        await bus.PublishAsync(JobChannels.Signals, job.JobId.ToByteArray(), cancellationToken);
        await bus.PublishAsync(JobChannels.Events, JsonSerializer.SerializeToUtf8Bytes(update, BorgUiJson.Default.JobEvent), cancellationToken);
    }
}
