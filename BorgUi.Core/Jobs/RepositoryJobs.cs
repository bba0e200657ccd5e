using BorgUi.Contracts.Jobs;

namespace BorgUi.Core.Jobs;

/// <summary><c>borg init</c> of a repository that is new here.</summary>
public sealed class CreateRepositoryJob : Job
{
    public CreateRepositoryJob() => RepositoryAccess = RepositoryAccess.Write;

    /// <summary>Once more, after the first try has failed; goes on with a repository that the first try left there.</summary>
    public static CreateRepositoryJob Again(Guid repositoryId, string site, DateTimeOffset createdAt) => new()
    {
        RepositoryId = repositoryId,
        Site = site,
        CreatedAt = createdAt,
        TriggeredBy = JobTrigger.Retry,
        DedupeKey = $"create_repository/{repositoryId:N}",
    };
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

/// <summary>Asks whether the repository can be reached and opened, and writes down the answer.</summary>
public sealed class TestRepositoryJob : Job
{
    public TestRepositoryJob() => RepositoryAccess = RepositoryAccess.Read;

    public static TestRepositoryJob Of(Guid repositoryId, string site, DateTimeOffset createdAt) => new()
    {
        RepositoryId = repositoryId,
        Site = site,
        CreatedAt = createdAt,
        DedupeKey = $"test_repository/{repositoryId:N}",
    };
}

/// <summary><c>borg break-lock</c>. As a writer it never runs beside another job of ours.</summary>
public sealed class BreakLockJob : Job
{
    public BreakLockJob() => RepositoryAccess = RepositoryAccess.Write;

    public static BreakLockJob Of(Guid repositoryId, string site, DateTimeOffset createdAt) => new()
    {
        RepositoryId = repositoryId,
        Site = site,
        CreatedAt = createdAt,
        DedupeKey = $"break_lock/{repositoryId:N}",
    };
}
