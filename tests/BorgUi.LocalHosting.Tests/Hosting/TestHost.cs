using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Testing;
using BorgUi.Testing;

namespace BorgUi.LocalHosting.Tests.Hosting;

/// <summary>The test AppHost inside this process, with a data folder and a journal of its own.</summary>
internal sealed class TestHost(DistributedApplication application, TemporaryFolder folder) : IAsyncDisposable
{
    public DistributedApplication Application => application;

    public ResourceNotificationService Notifications => application.ResourceNotifications;

    public static async Task<TestHost> StartAsync(params string[] args)
    {
        var folder = TemporaryFolder.Create("host");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<global::Projects.BorgUi_LocalHosting_TestAppHost>(
            ["--data", Path.Combine(folder.Path, "data"), "--Journal", Path.Combine(folder.Path, "journal"), .. args]);
        var application = await builder.BuildAsync();
        await application.StartAsync();
        return new(application, folder);
    }

    public static async Task<TestHost> StartHealthyAsync(params string[] args)
    {
        var host = await StartAsync(args);
        await host.Notifications.WaitForResourceHealthyAsync("web", new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token);
        return host;
    }

    /// <summary>What the programs wrote down, in the order in which they did.</summary>
    public string[] Journal() => File.ReadAllLines(Path.Combine(folder.Path, "journal"));

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        folder.Dispose();
    }
}
