using System.Linq.Expressions;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Api.Jobs;

/// <summary>A job as it goes out, with what only the reason for its waiting needs.</summary>
internal sealed record JobRow
{
    public required JobResponse Response { get; init; }

    public required RepositoryAccess RepositoryAccess { get; init; }

    /// <summary>Warnings are left out: a list would carry thousands of them.</summary>
    public static readonly Expression<Func<Job, JobRow>> OfJob = job => new JobRow
    {
        RepositoryAccess = job.RepositoryAccess,
        Response = new JobResponse
        {
            JobId = job.Id,
            JobType = job.JobType,
            Status = job.Status,
            Priority = job.Priority,
            RepositoryId = job.RepositoryId,
            RepositoryName = job.Repository!.Name,
            PlanId = job.PlanId,
            PlanName = job.Plan!.Name,
            ArchiveId = job.ArchiveId,
            ArchiveName = job.Archive!.Name,
            ScheduledJobId = job.ScheduledJobId,
            Site = job.Site,
            TriggeredBy = job.TriggeredBy,
            Attempt = job.Attempt,
            RetryOf = job.RetryOf,
            ChainId = job.ChainId,
            ChainStep = job.ChainStep,
            FollowUps = WordsOf(job.FollowUps),
            Sequence = job.Sequence,
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            CompletedAt = job.CompletedAt,
            CancelRequestedAt = job.CancelRequestedAt,
            PauseRequestedAt = job.PauseRequestedAt,
            NotBefore = job.NotBefore,
            Command = job.Command,
            ReturnCode = job.ReturnCode,
            ErrorMessage = job.ErrorMessage,
            ErrorId = job.ErrorId,
            ErrorHint = job.ErrorHint,
            LeftBehind = job.LeftBehind,
            WarningCount = job.WarningCount,
            Worker = job.WorkerName,
            ProcessPid = job.ProcessPid,
            ProcessStartTime = job.ProcessStartedAt,
            ProgressPercent = job.Progress.Percent,
            ProgressIsEstimate = job.Progress.IsEstimate,
            ProgressMessage = job.Progress.Message,
            FilesProcessed = job.Progress.FilesProcessed,
            CurrentFile = job.Progress.CurrentFile,
            OriginalSize = job.Progress.OriginalSizeBytes,
            CompressedSize = job.Progress.CompressedSizeBytes,
            DeduplicatedSize = job.Progress.DeduplicatedSizeBytes,
            TotalBytes = job.Progress.TotalBytes,
            SpeedBytes = job.Progress.SpeedBytes,
            EtaSeconds = job.Progress.EtaSeconds,
            LastProgressUpdate = job.LastProgressAt,
            Stats = job.Stats,
        },
    };

    private static JobType[] WordsOf(FollowUps? followUps) => followUps is null ? [] : [.. followUps.Jobs.Select(job => job.JobType)];

    /// <summary>The event that says what the row says; the browser takes both for the same.</summary>
    public JobUpdate ToUpdate() => new()
    {
        JobId = Response.JobId,
        Sequence = Response.Sequence,
        JobType = Response.JobType,
        Status = Response.Status,
        Percent = Response.ProgressPercent,
        IsEstimate = Response.ProgressIsEstimate,
        BytesTransferred = Response.OriginalSize,
        TotalBytes = Response.TotalBytes,
        DeduplicatedSize = Response.DeduplicatedSize,
        SpeedBytes = Response.SpeedBytes,
        EtaSeconds = Response.EtaSeconds,
        FilesProcessed = Response.FilesProcessed,
        CurrentFile = Response.CurrentFile,
        Message = Response.ErrorMessage ?? Response.ProgressMessage,
        WarningCount = Response.WarningCount,
    };
}
