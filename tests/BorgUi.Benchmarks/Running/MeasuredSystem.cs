using System.Diagnostics;
using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.LocalHosting;
using BorgUi.Testing;
using BorgUi.Testing.SignalR;

namespace BorgUi.Benchmarks.Running;

/// <summary>A running BorgUi, used by a script over HTTP and watched by a browser over SignalR.</summary>
internal sealed class MeasuredSystem : IAsyncDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan IdlePatience = TimeSpan.FromMinutes(5);

    private readonly HostProcess _host;
    private readonly ApiUser _user;
    private readonly CancellationToken _interrupted;

    private MeasuredSystem(HostProcess host, ApiUser user, JobWatch jobs, CancellationToken interrupted) =>
        (_host, _user, Jobs, _interrupted) = (host, user, jobs, interrupted);

    public JobWatch Jobs { get; }

    /// <summary>The processes of BorgUi itself.</summary>
    public ServiceProcesses Services => ServiceProcesses.Of(_host.Id);

    /// <summary>The first process of its Postgres.</summary>
    public int PostgresProcessId => ServiceProcesses.ChildOf(_host.Id, "postgres");

    public static async Task<MeasuredSystem> StartAsync(
        string dataPath, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var address = new Uri($"http://localhost:{port}");
        var host = await HostProcess.StartAsync(dataPath, port, environment, cancellationToken);
        try
        {
            var user = new ApiUser(new() { BaseAddress = address });
            await user.SetUpAsync();
            var cookie = await BrowserLogin.LogInAsync(address, ApiUser.UserName, ApiUser.Password, cancellationToken);
            return new(host, user, await JobWatch.StartAsync(new(address, "/hubs/jobs"), cookie, cancellationToken), cancellationToken);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a repository there, and a plan that backs up <paramref name="source"/> into it.</summary>
    public async Task<Guid> CreatePlanAsync(string repositoryLocation, string source)
    {
        var name = Path.GetFileName(repositoryLocation);
        var repositoryId = await _user.CreateRepositoryAsync(name, repositoryLocation);
        var plan = await _user.PostAsync<PlanResponse>(
            "/api/plans",
            new SavePlanRequest { Name = name, RepositoryId = repositoryId, Sources = [source], ArchiveNameTemplate = "{utcnow:%Y-%m-%dT%H:%M:%S}-{uuid4}" });
        await WaitUntilIdleAsync();
        return plan.PlanId;
    }

    /// <summary>Backs up, and returns when BorgUi has nothing more to do.</summary>
    /// <exception cref="InvalidOperationException">The backup did not complete.</exception>
    public async Task<BackupRun> BackUpAsync(Guid planId)
    {
        var run = await BackUpOnlyAsync(planId);
        await WaitUntilIdleAsync();
        return run;
    }

    /// <summary>Backs up, and returns as soon as that is known: what follows, such as the index of the archive, may still run.</summary>
    /// <exception cref="InvalidOperationException">The backup did not complete.</exception>
    public Task<BackupRun> BackUpOnlyAsync(Guid planId) => RunAsync(() => _user.StartBackupAsync(planId));

    /// <summary>Restores a whole archive into a folder.</summary>
    public Task<BackupRun> RestoreAsync(Guid archiveId, string folder) =>
        RunAsync(async () => (await _user.PostAsync<JobStarted>($"/api/archives/{archiveId}/restore", new RestoreRequest { Destination = folder })).JobId);

    /// <summary>Waits until no job is pending or running.</summary>
    public Task WaitUntilIdleAsync() => Eventually.HoldsAsync(
        async () => (await _user.GetAsync<Page<JobResponse>>("/api/jobs?status=pending&status=running&limit=1")).Items.Count == 0,
        "no job is pending or running",
        IdlePatience);

    public async ValueTask DisposeAsync()
    {
        await Jobs.DisposeAsync();
        _user.Http.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<BackupRun> RunAsync(Func<Task<Guid>> start)
    {
        var sentSinceBoot = BootClock.Now();
        var sent = Stopwatch.GetTimestamp();
        var jobId = await start();
        var wallTime = Stopwatch.GetElapsedTime(sent, await EndOfAsync(jobId));

        var job = await _user.GetJobAsync(jobId);
        return job.Status == JobStatus.Completed
            ? new(job, sentSinceBoot, wallTime)
            : throw new InvalidOperationException($"A {job.JobType} ended as {job.Status}: {job.ErrorMessage}");
    }

    // The browser is told. Redis may lose a message, so the row is looked at too, so seldom that it costs borg nothing.
    private async Task<long> EndOfAsync(Guid jobId)
    {
        var told = Jobs.EndOfAsync(jobId);
        while (await Task.WhenAny(told, Task.Delay(LookAgainAfter, _interrupted)) != told)
        {
            _interrupted.ThrowIfCancellationRequested();
            if ((await _user.GetJobAsync(jobId)).CompletedAt is not null)
            {
                return Stopwatch.GetTimestamp();
            }
        }

        return await told;
    }
}
