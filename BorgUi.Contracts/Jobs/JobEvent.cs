using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Jobs;

/// <summary>What travels over the channel <see cref="JobChannels.Events"/> and reaches the browser untouched.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(JobUpdate), "job_update")]
[JsonDerivedType(typeof(JobLogAppended), "job_log")]
public abstract record JobEvent
{
    public required Guid JobId { get; init; }

    public required long Sequence { get; init; }
}

/// <summary>The newest figures of a job; newest wins, older ones are dropped by their sequence.</summary>
public sealed record JobUpdate : JobEvent
{
    public required JobType JobType { get; init; }

    public required JobStatus Status { get; init; }

    public double? Percent { get; init; }

    public bool IsEstimate { get; init; }

    public long? BytesTransferred { get; init; }

    public long? TotalBytes { get; init; }

    public long? DeduplicatedSize { get; init; }

    public long? SpeedBytes { get; init; }

    public long? EtaSeconds { get; init; }

    public long? FilesProcessed { get; init; }

    public string? CurrentFile { get; init; }

    public string? Message { get; init; }

    public int WarningCount { get; init; }
}

/// <summary>Log lines in order; <see cref="JobEvent.Sequence"/> is that of the last line.</summary>
public sealed record JobLogAppended : JobEvent
{
    public required IReadOnlyList<JobLogLine> Lines { get; init; }
}

/// <summary>One line of a job's log. <see cref="Number"/> counts from 1 and never repeats; numbers that were cut leave a gap.</summary>
public sealed record JobLogLine(long Number, DateTimeOffset At, JobLogLevel Level, string Message);

[JsonConverter(typeof(SnakeCaseEnumConverter<JobLogLevel>))]
public enum JobLogLevel
{
    Debug,
    Info,
    Warning,
    Error,
}

/// <summary>The lines of a job's log after a number, and where the next ones begin.</summary>
public sealed record JobLogPage
{
    public required IReadOnlyList<JobLogLine> Items { get; init; }

    /// <summary>Give this as <c>after</c> to read on; equal to the request's when there is nothing newer.</summary>
    public required long Next { get; init; }

    /// <summary>How many lines were cut out of the middle to keep the log within its limit.</summary>
    public required long OmittedLines { get; init; }

    /// <summary>When the lines were removed because the job ended long ago; null while they are there.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>True when the job has ended and no further line will come.</summary>
    public required bool IsComplete { get; init; }
}
