using BorgUi.Contracts.Archives;

namespace BorgUi.Core.Jobs;

/// <summary>What is sent, and as what.</summary>
public sealed record DownloadDetails : ArchiveReference
{
    /// <summary>Stored paths without a leading '/', each with what lies below it; none means everything.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    public required DownloadFormat Format { get; init; }
}

/// <summary><c>borg export-tar</c> to somebody who waits for the bytes: each call is a job of its own.</summary>
public sealed class DownloadJob : Job
{
    public DownloadJob() => RepositoryAccess = RepositoryAccess.Read;

    public required DownloadDetails Details { get; init; }

    public static DownloadJob Of(Guid archiveId, Guid repositoryId, string site, DownloadDetails details, DateTimeOffset createdAt) => new()
    {
        ArchiveId = archiveId,
        RepositoryId = repositoryId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
    };
}

/// <summary>The folder that is listed.</summary>
public sealed record BrowseDetails : ArchiveReference
{
    /// <summary>As stored, without a leading '/'; empty for the root.</summary>
    public required string Path { get; init; }
}

/// <summary><c>borg list</c> of one folder, for somebody who waits for it.</summary>
public sealed class BrowseJob : Job
{
    public BrowseJob() => RepositoryAccess = RepositoryAccess.Read;

    public required BrowseDetails Details { get; init; }

    public static BrowseJob Of(Guid archiveId, Guid repositoryId, string site, BrowseDetails details, DateTimeOffset createdAt) => new()
    {
        ArchiveId = archiveId,
        RepositoryId = repositoryId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
    };
}
