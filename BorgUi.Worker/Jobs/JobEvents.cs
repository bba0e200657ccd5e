using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.ServiceDefaults.Redis;

namespace BorgUi.Worker.Jobs;

/// <summary>Publishes what happens to jobs to those who watch. Hints only: the truth is in the row.</summary>
internal sealed class JobEvents(IMessageBus bus)
{
    public ValueTask PublishAsync(JobEvent happened, CancellationToken cancellationToken) =>
        bus.PublishAsync(JobChannels.Events, JsonSerializer.SerializeToUtf8Bytes(happened, BorgUiJson.Default.JobEvent), cancellationToken);

    /// <summary>Tells the workers that something can be claimed now.</summary>
    public ValueTask SignalAsync(Guid jobId, CancellationToken cancellationToken) =>
        bus.PublishAsync(JobChannels.Signals, jobId.ToByteArray(), cancellationToken);

    /// <summary>Tells of a job that is new in the queue.</summary>
    public async ValueTask AnnounceAsync(Job job, CancellationToken cancellationToken)
    {
        await PublishAsync(Update(new ChangedJob(job.Id, job.JobType, job.Status, job.Sequence)), cancellationToken);
        await SignalAsync(job.Id, cancellationToken);
    }

    public static JobUpdate Update(ChangedJob job) => new() { JobId = job.JobId, JobType = job.JobType, Status = job.Status, Sequence = job.Sequence };

    public static JobUpdate Update(JobClaim claim, JobStatus status, long sequence, JobProgress progress, int warningCount) => new()
    {
        JobId = claim.JobId,
        JobType = claim.JobType,
        Status = status,
        Sequence = sequence,
        Percent = progress.Percent,
        IsEstimate = progress.IsEstimate,
        BytesTransferred = progress.OriginalSizeBytes,
        TotalBytes = progress.TotalBytes,
        DeduplicatedSize = progress.DeduplicatedSizeBytes,
        SpeedBytes = progress.SpeedBytes,
        EtaSeconds = progress.EtaSeconds,
        FilesProcessed = progress.FilesProcessed,
        CurrentFile = progress.CurrentFile,
        Message = progress.Message,
        WarningCount = warningCount,
    };
}
