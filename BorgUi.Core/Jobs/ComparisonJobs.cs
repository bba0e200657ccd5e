namespace BorgUi.Core.Jobs;

/// <summary>The two archives of a comparison; the first is the older one.</summary>
public sealed record DiffDetails : ArchiveReference
{
    public required Guid OtherArchiveId { get; init; }

    public required string OtherArchiveName { get; init; }
}

/// <summary><c>borg diff</c> of two archives of a repository.</summary>
public sealed class DiffArchivesJob : Job
{
    public DiffArchivesJob() => RepositoryAccess = RepositoryAccess.Read;

    public required DiffDetails Details { get; init; }

    public static DiffArchivesJob Of(Guid archiveId, Guid repositoryId, string site, DiffDetails details, DateTimeOffset createdAt) => new()
    {
        ArchiveId = archiveId,
        RepositoryId = repositoryId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
        DedupeKey = $"diff_archives/{archiveId:N}/{details.OtherArchiveId:N}",
    };
}

/// <summary>How an archive is compared with the files of now.</summary>
public sealed record CompareLiveDetails : ArchiveReference
{
    /// <summary>Compares the content of files whose size and time are the same, too.</summary>
    public bool Content { get; init; }
}

/// <summary>Compares an archive with what lies at its paths now, where its plan's sources lie.</summary>
public sealed class CompareLiveJob : Job
{
    public CompareLiveJob() => RepositoryAccess = RepositoryAccess.Read;

    public required CompareLiveDetails Details { get; init; }

    /// <param name="planId">The plan of the archive, which says what else should be in it; null when it has none.</param>
    public static CompareLiveJob Of(Guid archiveId, Guid repositoryId, Guid? planId, string site, CompareLiveDetails details, DateTimeOffset createdAt) => new()
    {
        ArchiveId = archiveId,
        RepositoryId = repositoryId,
        PlanId = planId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
        DedupeKey = $"compare_live/{archiveId:N}/{DetailsFingerprint.Of(details)}",
    };
}
