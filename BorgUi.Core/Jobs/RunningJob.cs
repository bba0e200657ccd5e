namespace BorgUi.Core.Jobs;

/// <summary>A running job with the worker and the process that it is supposed to have.</summary>
public sealed record RunningJob
{
    public required Guid JobId { get; init; }

    public required Guid LeaseId { get; init; }

    /// <summary>The site whose workers can reach its repository.</summary>
    public required string Site { get; init; }

    /// <summary>How long ago the lease ended, by the clock of the database; null while it has not.</summary>
    public TimeSpan? ExpiredFor { get; init; }

    public string? WorkerName { get; init; }

    /// <summary>The machine, worker process and borg process; null when they were never noted.</summary>
    public string? HostId { get; init; }

    public int? WorkerProcessId { get; init; }

    public DateTimeOffset? WorkerProcessStartedAt { get; init; }

    public int? ProcessPid { get; init; }

    public DateTimeOffset? ProcessStartedAt { get; init; }
}
