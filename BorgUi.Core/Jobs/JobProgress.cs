namespace BorgUi.Core.Jobs;

/// <summary>The newest figures of a running job. Sizes are bytes; null is unknown, never invented.</summary>
public sealed record JobProgress
{
    /// <summary>0 to 100; below 100 until the job has ended.</summary>
    public double? Percent { get; init; }

    public bool IsEstimate { get; init; }

    public string? Message { get; init; }

    public long? FilesProcessed { get; init; }

    public string? CurrentFile { get; init; }

    public long? OriginalSizeBytes { get; init; }

    public long? CompressedSizeBytes { get; init; }

    public long? DeduplicatedSizeBytes { get; init; }

    public long? TotalBytes { get; init; }

    public long? SpeedBytes { get; init; }

    public long? EtaSeconds { get; init; }
}
