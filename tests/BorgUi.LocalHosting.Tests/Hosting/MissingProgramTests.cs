using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.Testing;

namespace BorgUi.LocalHosting.Tests.Hosting;

public sealed class MissingProgramTests
{
    [Fact]
    public async Task A_server_whose_program_is_missing_says_what_to_install()
    {
        using var empty = TemporaryFolder.Create("no-programs");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        await using var host = await TestHost.StartAsync("--Hosting:ProgramFolders", empty.Path);

        var postgres = await host.Notifications.WaitForResourceAsync("postgres", KnownResourceStates.FailedToStart, patience.Token);
        var redis = await host.Notifications.WaitForResourceAsync("redis", KnownResourceStates.FailedToStart, patience.Token);
        Assert.Equal(
            $"PostgreSQL is not installed (no initdb in {empty.Path}). Install it: apt-get install postgresql, or give ConnectionStrings__borgui to use a server of your own.",
            postgres.Message);
        Assert.Equal(
            $"Redis is not installed (no redis-server in {empty.Path}). Install it: apt-get install redis-server, or give ConnectionStrings__redis to use a server of your own.",
            redis.Message);
    }
}
