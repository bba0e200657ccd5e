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
public sealed record JobStarted(Guid JobId, JobStatus Status, string Message)
{
    /// <summary>Those of the plan's further repositories, in their order.</summary>
    public IReadOnlyList<Guid>? MoreJobIds { get; init; }
}

/// <summary>What may change while a job waits.</summary>
public sealed record ChangeJobRequest
{
    /// <summary>Higher runs first; -100 to 100.</summary>
    public int? Priority { get; init; }
}

/// <summary>Which interrupted jobs are taken up again; all of them when <see cref="JobIds"/> is left out.</summary>
public sealed record RecoverJobsRequest
{
    public IReadOnlyList<Guid>? JobIds { get; init; }

    /// <summary>True puts them into the queue at once; else they are paused until somebody starts them.</summary>
    public bool Queue { get; init; }
}

/// <summary>Which interrupted jobs are given up; all of them when <see cref="JobIds"/> is left out.</summary>
public sealed record DismissJobsRequest
{
    public IReadOnlyList<Guid>? JobIds { get; init; }
}

/// <summary>The jobs that a request about many has changed; others were not interrupted (any more) and are as they were.</summary>
public sealed record JobsChanged(int Changed, IReadOnlyList<ChangedJobState> Jobs);

public sealed record ChangedJobState(Guid JobId, JobStatus Status);

/// <summary>How many ended jobs a clean-up deleted.</summary>
public sealed record JobsDeleted(int Deleted);
