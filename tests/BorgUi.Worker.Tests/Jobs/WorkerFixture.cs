using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Archives;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>Whole workers in this process, on a database and with a borg of their own; without Redis, which is only a hint.</summary>
public sealed partial class WorkerFixture : IAsyncLifetime
{
    public const string SecretKey = "the master key of the tests, long enough";
    public const string Passphrase = "correct horse battery staple";

    private readonly TemporaryFolder _folder = TemporaryFolder.Create("worker");
    private readonly List<WebApplicationFactory<Program>> _workers = [];
    private ServiceProvider _services = null!;

    public TestDatabase Database { get; private set; } = null!;

    public string Folder => _folder.Path;

    public Task InitializeAsync() => InitializeAsync(null);

    /// <param name="server">The server of a test that damages it; else the shared one.</param>
    public async Task InitializeAsync(PostgresServer? server)
    {
        Database = await MigratedDatabase.CreateAsync(server);
        _services = new ServiceCollection().AddBorgUiDatabase(Database.ConnectionString).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await _services.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>One worker that all tests of a class share.</summary>
    public void EnsureWorker(params (string Key, string Value)[] settings)
    {
        if (_workers.Count == 0)
        {
            StartWorker(settings);
        }
    }

    /// <summary>What the API asks the shared worker for the result of a job, before or while it runs.</summary>
    public Task<HttpResponseMessage> OpenStreamAsync(Guid jobId) => OpenStreamAsync(_workers[0].CreateClient(), jobId);

    public static Task<HttpResponseMessage> OpenStreamAsync(HttpClient worker, Guid jobId)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, JobStream.PathOf(jobId));
        request.Headers.Authorization = new(JobStream.Scheme, JobStream.TokenFor(new SecretBox(SecretKey), jobId));
        return worker.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public WebApplicationFactory<Program> StartWorker(params (string Key, string Value)[] settings) => StartWorker(TimeProvider.System, settings);

    /// <param name="clock">What the worker takes for the time.</param>
    public WebApplicationFactory<Program> StartWorker(TimeProvider clock, params (string Key, string Value)[] settings)
    {
        var worker = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:borgui", Database.ConnectionString);
            host.UseSetting("BorgUi:SecretKey", SecretKey);
            host.UseSetting("BorgUi:DataPath", Path.Combine(Folder, "data"));
            host.UseSetting("BorgUi:Worker:Lease", "00:02:00");
            host.UseSetting("BorgUi:Worker:RenewEvery", "00:00:00.5");
            host.UseSetting("BorgUi:Worker:PollEvery", "00:00:00.1");
            // Only the tests of the index want it beside what they look at.
            host.UseSetting("BorgUi:Worker:IndexSlots", "0");
            host.ConfigureLogging(logging => logging.ClearProviders());
            host.ConfigureTestServices(services => services.AddSingleton(clock));
            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }
        });
        _workers.Add(worker);
        _ = worker.Server;
        return worker;
    }

    public BorgUiDbContext NewContext() => Get<IDbContextFactory<BorgUiDbContext>>().CreateDbContext();

    public async Task<Guid> AddRepositoryAsync(string encryption = "repokey-blake2", string? passphrase = Passphrase, string? location = null, string site = "default")
    {
        await using var db = NewContext();
        var id = Guid.CreateVersion7();
        db.Repositories.Add(new Repository
        {
            Id = id,
            Name = $"repository {id}",
            Location = location ?? Path.Combine(Folder, $"repo-{id:N}"),
            Site = site,
            Encryption = encryption,
            SealedPassphrase = passphrase is null ? null : new SecretBox(SecretKey).Seal(passphrase, RepositorySecret.Passphrase(id)),
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>A repository that a worker, which must run, has created.</summary>
    public async Task<Guid> CreateRepositoryAsync(string site = "default", string encryption = "repokey-blake2")
    {
        var id = await AddRepositoryAsync(encryption, site: site);
        var job = await EnqueueAsync(new CreateRepositoryJob { RepositoryId = id, Site = site, CreatedAt = DateTimeOffset.UnixEpoch });
        var ended = await WaitForEndAsync(job);
        Assert.True(ended.Status == JobStatus.Completed, $"{ended.Status}: {ended.ErrorMessage}");
        return id;
    }

    public Task<Guid> AddPlanAsync(Guid repositoryId, params string[] sources) => AddPlanAsync(repositoryId, retryAttempts: 0, sources);

    public Task<Guid> AddPlanAsync(Guid repositoryId, int retryAttempts, params string[] sources) =>
        AddPlanAsync(repositoryId, plan => plan.RetryAttempts = retryAttempts, sources);

    /// <summary>A plan after whose backups all but its newest archive are pruned, then compact and check follow.</summary>
    public Task<Guid> AddChainAsync(Guid repositoryId, ChainPolicy onFailure, params string[] sources) => AddPlanAsync(repositoryId, plan =>
    {
        plan.Retention = new() { KeepLast = 1 };
        plan.RunPruneAfter = plan.RunCompactAfter = plan.RunCheckAfter = true;
        plan.ChainOnFailure = onFailure;
    }, sources);

    public async Task<Guid> AddPlanAsync(Guid repositoryId, Action<BackupPlan> change, string[] sources)
    {
        await using var db = NewContext();
        var plan = new BackupPlan
        {
            Name = $"plan {Guid.NewGuid()}",
            RepositoryId = repositoryId,
            Sources = [.. sources],
            ExcludePatterns = [],
            Compression = "lz4",
            ArchiveNameTemplate = "plan-{utcnow:%Y-%m-%dT%H:%M:%S.%f}",
            Site = "default",
            RetryAttempts = 0,
            RetryDelay = TimeSpan.FromHours(1),
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        change(plan);
        db.Plans.Add(plan);
        await db.SaveChangesAsync();
        return plan.Id;
    }

    public Task<Guid> EnqueueBackupAsync(Guid repositoryId, params string[] sources) => EnqueueBackupAsync(repositoryId, null, sources);

    public Task<Guid> EnqueueBackupAsync(Guid repositoryId, Guid? planId, params string[] sources) => EnqueueAsync(BackupJob.Of(
        planId,
        repositoryId,
        "default",
        DetailsOf(sources),
        DateTimeOffset.UnixEpoch));

    /// <summary>A backup as the plan wants it, with what follows.</summary>
    public async Task<Guid> EnqueuePlanAsync(Guid planId)
    {
        await using var db = NewContext();
        var plan = await db.Plans.AsNoTracking().SingleAsync(row => row.Id == planId);
        var details = DetailsOf([.. plan.Sources]) with { ArchiveNameTemplate = plan.ArchiveNameTemplate };
        return await EnqueueAsync(BackupJob.Of(planId, plan.RepositoryId, "default", details, DateTimeOffset.UnixEpoch, followUps: FollowUps.Of(plan, "default")));
    }

    /// <summary>The jobs of a chain in the order in which they ended, once the last of them is of this kind and has ended.</summary>
    public async Task<IReadOnlyList<Job>> WaitForChainAsync(Guid chainId, JobType last)
    {
        await using var db = NewContext();
        var ended = db.Jobs.AsNoTracking().Where(job => job.ChainId == chainId && job.CompletedAt != null);
        await Eventually.HoldsAsync(() => ended.AnyAsync(job => job.JobType == last), $"{last} of chain {chainId} has ended");
        return await ended.OrderBy(job => job.CompletedAt).ToListAsync();
    }

    public async Task<Guid> EnqueueAsync(Job job)
    {
        await using var db = NewContext();
        return (await JobQueue.EnqueueAsync(db, job, default)).JobId;
    }

    /// <summary>Enqueues the job and waits for its end.</summary>
    public async Task<Job> RunAsync(Job job) => await WaitForEndAsync(await EnqueueAsync(job));

    /// <summary>The archive of a backup that has ended well.</summary>
    public async Task<Archive> BackUpAsync(Guid repositoryId, string source, string site = "default")
    {
        var job = await RunAsync(BackupJob.Of(null, repositoryId, site, DetailsOf(source), DateTimeOffset.UnixEpoch));
        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
        await using var db = NewContext();
        return await db.Archives.AsNoTracking().SingleAsync(archive => archive.Id == job.ArchiveId);
    }

    public async Task<IReadOnlyList<Archive>> ArchivesOfAsync(Guid repositoryId)
    {
        await using var db = NewContext();
        return await db.Archives.AsNoTracking().Where(archive => archive.RepositoryId == repositoryId).OrderBy(archive => archive.StartedAt).ToListAsync();
    }

    public async Task<Job> ReadAsync(Guid jobId)
    {
        await using var db = NewContext();
        return await db.Jobs.AsNoTracking().SingleAsync(job => job.Id == jobId);
    }

    public async Task<Repository> ReadRepositoryAsync(Guid id)
    {
        await using var db = NewContext();
        return await db.Repositories.AsNoTracking().SingleAsync(repository => repository.Id == id);
    }

    public async Task<IReadOnlyList<JobLogEntry>> ReadLogAsync(Guid jobId)
    {
        await using var db = NewContext();
        return await db.JobLog.AsNoTracking().Where(entry => entry.JobId == jobId).OrderBy(entry => entry.Number).ToListAsync();
    }

    /// <summary>What a restore told of each file.</summary>
    public async Task<IReadOnlyList<ReportLine>> ReadReportAsync(Guid jobId)
    {
        await using var db = NewContext();
        var chunks = await db.JobReportChunks.AsNoTracking().Where(chunk => chunk.JobId == jobId).OrderBy(chunk => chunk.Number).ToListAsync();
        return [.. chunks.SelectMany(chunk => ReportChunk.Read(chunk.Lines))];
    }

    /// <summary>What a comparison found, in the order in which it was stored.</summary>
    public async Task<IReadOnlyList<DifferenceLine>> ReadDifferencesAsync(Guid jobId)
    {
        await using var db = NewContext();
        var chunks = await db.JobReportChunks.AsNoTracking().Where(chunk => chunk.JobId == jobId).OrderBy(chunk => chunk.Number).ToListAsync();
        return [.. chunks.SelectMany(chunk => ReportChunk.ReadDifferences(chunk.Lines))];
    }

    /// <summary>Returns when so many workers have begun to look after jobs.</summary>
    public Task WaitForWorkersAsync(int count) => Eventually.HoldsAsync(
        async () =>
        {
            await using var db = NewContext();
            return await db.Workers.CountAsync(worker => worker.BorgVersion != null) >= count;
        },
        $"{count} workers run");

    public Task<Job> WaitForEndAsync(Guid jobId) => WaitForAsync(jobId, job => job.CompletedAt is not null);

    public async Task<Job> WaitForAsync(Guid jobId, Func<Job, bool> condition)
    {
        Job? job = null;
        await Eventually.HoldsAsync(
            async () => condition(job = await ReadAsync(jobId)),
            () => $"condition on job {jobId}, {job!.JobType} {job.Status} since {job.StartedAt:T}: {job.ErrorMessage}");
        return job!;
    }

    private static BackupDetails DetailsOf(params string[] sources) =>
        new() { Sources = sources, ExcludePatterns = [], Compression = "lz4", ArchiveNameTemplate = "test-{utcnow:%Y-%m-%dT%H:%M:%S.%f}" };
}
