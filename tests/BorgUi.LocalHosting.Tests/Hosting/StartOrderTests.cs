using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Testing;
using Npgsql;

namespace BorgUi.LocalHosting.Tests.Hosting;

public sealed class StartOrderTests
{
    [Fact]
    public async Task Starts_each_program_after_what_it_waits_for_and_stops_them_in_reverse()
    {
        string[] journal;
        await using (var host = await TestHost.StartHealthyAsync())
        {
            await host.Application.StopAsync();
            journal = host.Journal();
        }

        Assert.Equal(["migrations started", "api started", "web started", "web stopping", "api stopping"], journal);
    }

    [Fact]
    public async Task Fails_the_waiter_when_a_program_that_must_succeed_does_not()
    {
        await using var host = await TestHost.StartAsync("--MigrationsExitCode", "7");

        var migrations = await host.Notifications.WaitForResourceAsync("migrations", KnownResourceStates.Finished);
        var api = await host.Notifications.WaitForResourceAsync("api", KnownResourceStates.FailedToStart);
        var web = await host.Notifications.WaitForResourceAsync("web", KnownResourceStates.FailedToStart);

        Assert.Equal(7, migrations.ExitCode);
        Assert.Equal("'api' cannot start: 'migrations' has ended with exit code 7.", api.Message);
        Assert.Equal("'web' cannot start: 'api' failed to start.", web.Message);
        Assert.Equal(["migrations started"], host.Journal());
    }

    [Fact]
    public async Task Creates_the_database_before_it_is_ready()
    {
        await using var host = await TestHost.StartAsync();

        await host.Notifications.WaitForResourceHealthyAsync("things");

        await using var connection = new NpgsqlConnection(await host.Application.GetConnectionStringAsync("things"));
        await connection.OpenAsync();
        Assert.Equal("things", connection.Database);
    }

    [Fact]
    public async Task Waits_on_for_a_healthy_answer_until_the_resource_has_failed()
    {
        await using var host = await TestHost.StartAsync("--MigrationsExitCode", "7");

        var error = await Assert.ThrowsAsync<HostingException>(() => host.Notifications.WaitForResourceHealthyAsync("web"));

        Assert.Contains("'api' failed to start", error.Message, StringComparison.Ordinal);
    }
}
