namespace BorgUi.Core.Jobs;

/// <summary>
/// Brings the archive index of a repository up to date: one job for all its archives, the newest first, or for the one that somebody
/// asked for. It reads, and gives way to every job that writes.
/// </summary>
public sealed class IndexArchiveJob : Job
{
    private const int BehindAllOthers = -100;

    public IndexArchiveJob() => RepositoryAccess = RepositoryAccess.Read;

    public static IndexArchiveJob Of(Guid repositoryId, string site, DateTimeOffset createdAt)
    {
        var job = new IndexArchiveJob
        {
            RepositoryId = repositoryId, Site = site, CreatedAt = createdAt, Priority = BehindAllOthers, DedupeKey = $"index_archive/{repositoryId:N}",
        };
        job.AskedBySchedule();
        return job;
    }

    /// <summary>Of one archive, before all others.</summary>
    public static IndexArchiveJob OfOne(Guid archiveId, Guid repositoryId, string site, DateTimeOffset createdAt) => new()
    {
        ArchiveId = archiveId, RepositoryId = repositoryId, Site = site, CreatedAt = createdAt, DedupeKey = $"index_archive/{archiveId:N}",
    };
}
