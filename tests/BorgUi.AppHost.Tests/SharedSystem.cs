using BorgUi.Contracts.Jobs;
using BorgUi.LocalHosting;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests;

/// <summary>One running BorgUi, set up, for all tests of the collection; each leaves it able to work for the next.</summary>
public sealed class SharedSystem : IAsyncLifetime
{
    public const string Collection = "shared system";

    /// <summary>How long its borg waits for a lock; the product's own minute is too long for tests.</summary>
    public static readonly TimeSpan LockWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RestartPatience = TimeSpan.FromMinutes(8);

    private readonly TemporaryFolder _folder = TemporaryFolder.Create("shared");

    public RunningSystem System { get; private set; } = null!;

    public ApiUser User { get; private set; } = null!;

    /// <summary>Logged in; logins are limited, so all tests share one.</summary>
    public PageUser Browser { get; private set; } = null!;

    /// <summary>Not there when the system starts.</summary>
    public ObedientBorg Borg { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Borg = new(Path.Combine(_folder.Path, "borg"));
        System = await RunningSystem.StartAsync(builder => builder.CreateResourceBuilder<ProjectResource>("worker")
            .WithEnvironment("BorgUi__Borg__Executable", Borg.Path)
            .WithEnvironment("BorgUi__Borg__LockWait", LockWait.ToString("c"))
            .WithEnvironment("BorgUi__Worker__HeartbeatEvery", "00:00:01"));
        User = System.NewUser();
        await User.SetUpAsync();
        Browser = await PageUser.LogInAsync(System.Address, ApiUser.UserName, ApiUser.Password);
        Borg.Install();
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await System.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The backup of a plan, at its end.</summary>
    public async Task<JobResponse> BackUpAsync(Guid plan) => await User.WaitForEndAsync(await User.StartBackupAsync(plan));

    public async Task AssertCompletesAsync(Guid plan)
    {
        var job = await BackUpAsync(plan);
        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
    }

    /// <summary>The job has failed, and it and its page say what happened and what to do.</summary>
    public async Task AssertFailedAsync(JobResponse job, string whatBegins, string adviceBegins)
    {
        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.StartsWith(whatBegins, job.ErrorMessage, StringComparison.Ordinal);
        Assert.StartsWith(adviceBegins, job.ErrorHint, StringComparison.Ordinal);
        var page = await ReadJobPageAsync(job.JobId);
        Assert.Contains(job.ErrorMessage!, page, StringComparison.Ordinal);
        Assert.Contains(job.ErrorHint!, page, StringComparison.Ordinal);
    }

    /// <summary>Kills the process of a resource; the host starts it again.</summary>
    public async Task KillAsync(string resource)
    {
        var before = InstanceOf(resource);
        before.Send(Signal.Kill);
        await System.Application.ResourceNotifications
            .WaitForResourceAsync(resource, snapshot => snapshot.IsReady && snapshot.ProcessId != before.Id)
            .WaitAsync(RestartPatience);
    }

    /// <summary>The process of a resource that runs once.</summary>
    public ProcessIdentity InstanceOf(string resource) =>
        ProcessIdentity.Of(Assert.Single(System.Application.ResourceNotifications.Snapshots, snapshot => snapshot.ResourceName == resource).ProcessId!.Value)!;

    /// <summary>The text of the page of a job.</summary>
    public async Task<string> ReadJobPageAsync(Guid jobId) => (await Browser.OpenAsync($"/jobs/{jobId}")).Text;
}

[CollectionDefinition(SharedSystem.Collection)]
public sealed class SharedSystemCollection : ICollectionFixture<SharedSystem>;
