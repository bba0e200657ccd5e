using BorgUi.Contracts.Jobs;

namespace BorgUi.Core.Jobs;

/// <summary>How a job ended, from the worker that ran it.</summary>
public sealed record JobEnd
{
    public required JobStatus Status { get; init; }

    public int? ReturnCode { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>borg's message id, where there is one.</summary>
    public string? ErrorId { get; init; }

    public string? ErrorHint { get; init; }

    /// <summary>Whether the same work may succeed later without anybody doing anything: then the plan may try it again.</summary>
    public bool RetryMayHelp { get; init; }

    /// <summary>What a run that was stopped left in the repository, for people; null when nobody looked.</summary>
    public string? LeftBehind { get; init; }

    public int WarningCount { get; init; }

    /// <summary>The first of the warnings; never more than <see cref="MaximumWarnings"/>.</summary>
    public IReadOnlyList<JobWarning> Warnings { get; init; } = [];

    public Guid? ArchiveId { get; init; }

    /// <summary>borg's own figures as JSON.</summary>
    public string? StatsJson { get; init; }

    public JobProgress Progress { get; init; } = new();

    public const int MaximumWarnings = 1000;
}

/// <summary>How a job was recorded, and the job that was made with that: one that will try again in its place, or the next of its chain.</summary>
public sealed record JobEnding(ChangedJob Job, ChangedJob? Retry = null, ChangedJob? FollowUp = null);
