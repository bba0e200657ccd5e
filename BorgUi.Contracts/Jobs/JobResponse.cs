using System.Text.Json;

namespace BorgUi.Contracts.Jobs;

/// <summary>One job as the database knows it. Sizes are bytes, durations seconds, times UTC.</summary>
public sealed record JobResponse
{
    public required Guid JobId { get; init; }

    public required JobType JobType { get; init; }

    public required JobStatus Status { get; init; }

    public required int Priority { get; init; }

    public Guid? RepositoryId { get; init; }

    public string? RepositoryName { get; init; }

    public Guid? PlanId { get; init; }

    public string? PlanName { get; init; }

    public Guid? ArchiveId { get; init; }

    public string? ArchiveName { get; init; }

    public Guid? ScheduledJobId { get; init; }

    /// <summary>The site whose workers can run it.</summary>
    public required string Site { get; init; }

    public required JobTrigger TriggeredBy { get; init; }

    public required int Attempt { get; init; }

    public Guid? RetryOf { get; init; }

    /// <summary>The job that began the chain to which this one belongs; null when it belongs to none.</summary>
    public Guid? ChainId { get; init; }

    /// <summary>The place in the chain, from 0; a retry has that of the job whose work it does.</summary>
    public int ChainStep { get; init; }

    /// <summary>The kinds of jobs that come after this one. When it has ended and none has followed, they are not started.</summary>
    public IReadOnlyList<JobType> FollowUps { get; init; } = [];

    /// <summary>Grows with every change of the job; events with a smaller one are older than this row.</summary>
    public required long Sequence { get; init; }

    /// <summary>Why a pending job does not run yet; null when nothing holds it.</summary>
    public string? WaitingReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? CancelRequestedAt { get; init; }

    public DateTimeOffset? PauseRequestedAt { get; init; }

    /// <summary>A pending job that was put off does not run before this time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>What borg was called with, for people; never holds a secret.</summary>
    public string? Command { get; init; }

    public int? ReturnCode { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>borg's message id, <c>PassphraseWrong</c>, where there is one.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What a person can do about the error.</summary>
    public string? ErrorHint { get; init; }

    /// <summary>What a run that was stopped left in the repository, as was found there: a checkpoint, a lock, or nothing.</summary>
    public string? LeftBehind { get; init; }

    public required int WarningCount { get; init; }

    /// <summary>The first warnings, each with the path it speaks of; only filled for a single job.</summary>
    public IReadOnlyList<JobWarning> Warnings { get; init; } = [];

    public string? Worker { get; init; }

    public int? ProcessPid { get; init; }

    public DateTimeOffset? ProcessStartTime { get; init; }

    /// <summary>0 to 100, null when unknown; below 100 until the job has ended.</summary>
    public double? ProgressPercent { get; init; }

    /// <summary>True when percent and ETA rest on an estimate of the total and should be shown with "about".</summary>
    public bool ProgressIsEstimate { get; init; }

    public string? ProgressMessage { get; init; }

    public long? FilesProcessed { get; init; }

    public string? CurrentFile { get; init; }

    public long? OriginalSize { get; init; }

    public long? CompressedSize { get; init; }

    public long? DeduplicatedSize { get; init; }

    public long? TotalBytes { get; init; }

    public long? SpeedBytes { get; init; }

    public long? EtaSeconds { get; init; }

    public DateTimeOffset? LastProgressUpdate { get; init; }

    /// <summary>
    /// What was asked for, as the body of the request that starts such a job again; only filled for a single check, prune or restore.
    /// </summary>
    public JsonElement? Request { get; init; }

    /// <summary>The figures at the end: borg's own of a backup, else the record of the kind in <c>JobStats.cs</c>.</summary>
    public JsonElement? Stats { get; init; }
}

/// <summary>One thing that went wrong without failing the job.</summary>
public sealed record JobWarning(string? Path, string Reason);
