namespace BorgUi.Contracts.Jobs;

/// <summary>A backup of a plan, or ad hoc of <see cref="Sources"/> into a repository. Either PlanId or RepositoryId is given.</summary>
public sealed record CreateBackupJobRequest
{
    public Guid? PlanId { get; init; }

    public Guid? RepositoryId { get; init; }

    public IReadOnlyList<string>? Sources { get; init; }

    public IReadOnlyList<string>? ExcludePatterns { get; init; }

    public string? Compression { get; init; }

    public string? ArchiveNameTemplate { get; init; }

    /// <summary>Higher runs first; -100 to 100, 0 when left out.</summary>
    public int? Priority { get; init; }
}

/// <summary>The answer to everything that starts a job, with status 202 and a Location header.</summary>
public sealed record JobStarted(Guid JobId, JobStatus Status, string Message);

/// <summary>How many ended jobs a clean-up deleted.</summary>
public sealed record JobsDeleted(int Deleted);
