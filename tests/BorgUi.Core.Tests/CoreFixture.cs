using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;
using BorgUi.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Core.Tests;

/// <summary>A migrated database of one test class, with the services that work on it.</summary>
public sealed class CoreFixture : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public BorgUiDbContext NewContext() => Get<IDbContextFactory<BorgUiDbContext>>().CreateDbContext();

    public async Task InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync();
        _services = new ServiceCollection().AddBorgUiDatabase(_database.ConnectionString).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    public async Task<Guid> AddRepositoryAsync()
    {
        await using var db = NewContext();
        var repository = new Repository { Name = $"repository {Guid.NewGuid()}", Location = $"/srv/{Guid.NewGuid():N}", Site = "default", CreatedAt = DateTimeOffset.UnixEpoch };
        db.Repositories.Add(repository);
        await db.SaveChangesAsync();
        return repository.Id;
    }

    public async Task<Guid> EnqueueBackupAsync(Guid repositoryId, string source = "/etc", int priority = 0, string site = "default")
    {
        await using var db = NewContext();
        var details = new BackupDetails { Sources = [source], ExcludePatterns = [], Compression = "lz4", ArchiveNameTemplate = "{utcnow}" };
        return (await JobQueue.EnqueueAsync(db, BackupJob.Of(null, repositoryId, site, details, DateTimeOffset.UnixEpoch, priority), default)).JobId;
    }

    /// <summary>A backup of a new plan, with prune, compact and check after it when <paramref name="chain"/> is given.</summary>
    public async Task<Guid> EnqueuePlanAsync(InterruptionPolicy onInterrupted = InterruptionPolicy.Ask, int retries = 0, ChainPolicy? chain = null)
    {
        await using var db = NewContext();
        var plan = new BackupPlan
        {
            Name = $"plan {Guid.NewGuid()}", RepositoryId = await AddRepositoryAsync(), Sources = ["/etc"], ExcludePatterns = [], Compression = "lz4",
            ArchiveNameTemplate = "{utcnow}", Site = "default", CreatedAt = DateTimeOffset.UnixEpoch,
            OnInterrupted = onInterrupted, RetryAttempts = retries, RetryDelay = TimeSpan.FromMinutes(5),
            Retention = new() { KeepDaily = 7 }, RunPruneAfter = chain is not null, RunCompactAfter = chain is not null, RunCheckAfter = chain is not null,
            ChainOnFailure = chain ?? ChainPolicy.Stop,
            Hooks = [new() { Name = "stop", When = HookMoment.Before, Around = HookSubject.Backup, Command = ["true"], TimeoutSeconds = 300 }],
        };
        db.Plans.Add(plan);
        return (await JobQueue.EnqueueAsync(db, BackupOf(plan), default)).JobId;
    }

    /// <summary>A plan with repositories of its own, loaded with them.</summary>
    public async Task<BackupPlan> AddPlanAsync(int copies)
    {
        await using var db = NewContext();
        var plan = new BackupPlan
        {
            Name = $"plan {Guid.NewGuid()}", RepositoryId = await AddRepositoryAsync(), Sources = ["/etc"], ExcludePatterns = [], Compression = "lz4",
            ArchiveNameTemplate = "{utcnow}", Site = "default", CreatedAt = DateTimeOffset.UnixEpoch,
        };
        plan.CopyInto(await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => AddRepositoryAsync())));
        db.Plans.Add(plan);
        await db.SaveChangesAsync();
        return await db.Plans.IncludeRepositories().AsNoTracking().SingleAsync(row => row.Id == plan.Id);
    }

    /// <summary>A backup as the plan wants it now.</summary>
    public static BackupJob BackupOf(BackupPlan plan)
    {
        var details = new BackupDetails { Sources = plan.Sources, ExcludePatterns = [], Compression = "lz4", ArchiveNameTemplate = plan.ArchiveNameTemplate };
        return BackupJob.Of(plan.Id, plan.RepositoryId, "default", details, DateTimeOffset.UnixEpoch, priority: 7, FollowUps.Of(plan, "default"), plan.Hooks);
    }

    /// <summary>Claims the only waiting job and ends it.</summary>
    public async Task<JobEnding> RunAsync(JobEnd end)
    {
        var claim = await ClaimOneAsync();
        return (await Get<JobLedger>().FinishAsync(claim, end, claim.Sequence, default))!;
    }

    public async Task<Guid> EnqueueSyncAsync(Guid repositoryId)
    {
        await using var db = NewContext();
        return (await JobQueue.EnqueueAsync(db, SyncRepositoryJob.Of(repositoryId, "default", DateTimeOffset.UnixEpoch), default)).JobId;
    }

    public async Task<Job> ReadAsync(Guid jobId)
    {
        await using var db = NewContext();
        return await db.Jobs.SingleAsync(job => job.Id == jobId);
    }

    public Task<JobClaim?> ClaimAsync(TimeSpan? lease = null, string site = "default") => Get<JobQueue>().ClaimAsync(
        new(Guid.NewGuid(), "host/1", [site], Enum.GetValues<JobType>(), lease ?? TimeSpan.FromSeconds(30)), default);

    public async Task<JobClaim> ClaimOneAsync(TimeSpan? lease = null) => await ClaimAsync(lease) ?? throw new InvalidOperationException("There was nothing to claim.");
}
