namespace BorgUi.Core.Jobs;

/// <summary><c>borg init</c> of a repository that is new here.</summary>
public sealed class CreateRepositoryJob : Job
{
    public CreateRepositoryJob() => RepositoryAccess = RepositoryAccess.Write;
}

/// <summary>First look at a repository that exists already: reachable, right passphrase, which archives.</summary>
public sealed class ImportRepositoryJob : Job
{
    public ImportRepositoryJob() => RepositoryAccess = RepositoryAccess.Read;
}

/// <summary>Brings archives and sizes in the database up to date with the repository.</summary>
public sealed class SyncRepositoryJob : Job
{
    public SyncRepositoryJob() => RepositoryAccess = RepositoryAccess.Read;

    public static SyncRepositoryJob Of(Guid repositoryId, string site, DateTimeOffset createdAt) => new()
    {
        RepositoryId = repositoryId,
        Site = site,
        CreatedAt = createdAt,
        DedupeKey = $"sync_repository/{repositoryId:N}",
    };
}
