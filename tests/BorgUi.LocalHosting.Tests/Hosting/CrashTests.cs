using BorgUi.LocalHosting.Testing;
using BorgUi.Processes;

namespace BorgUi.LocalHosting.Tests.Hosting;

public sealed class CrashTests
{
    [Fact]
    public async Task Starts_a_crashed_program_again_at_the_same_address_and_says_so()
    {
        await using var host = await TestHost.StartHealthyAsync();
        var before = host.Notifications.Snapshots.Single(instance => instance.ResourceName == "api");

        ProcessIdentity.Of(before.ProcessId!.Value)!.Send(Signal.Kill);
        var after = await host.Notifications.WaitForResourceAsync("api", instance => instance is { Restarts: 1, IsReady: true });

        Assert.NotEqual(before.ProcessId, after.ProcessId);
        Assert.Equal(before.Address, after.Address);
        Assert.Contains("[host] ended with exit code 137; it is started again in 1 s", host.Application.GetLogLines("api"));
    }

    [Fact]
    public async Task Starts_a_crashed_database_server_again()
    {
        await using var host = await TestHost.StartHealthyAsync();
        var before = host.Notifications.Snapshots.Single(instance => instance.ResourceName == "postgres");

        ProcessIdentity.Of(before.ProcessId!.Value)!.Send(Signal.Kill);

        // More than one start may be needed: what the killed server left in shared memory goes when its last process does.
        await host.Notifications.WaitForResourceAsync("postgres", instance => instance is { Restarts: >= 1, IsReady: true });
    }
}
