using System.Net;
using System.Text.Json;
using BorgUi.Contracts.Access;
using BorgUi.Core.Data;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BorgUi.Api.Tests.Http;

public sealed class OutageTests
{
    [Fact]
    public async Task Without_a_database_requests_get_503_and_the_process_lives()
    {
        await using var factory = Application("Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody;Timeout=2");
        using var client = factory.CreateClient();

        using var setup = await client.ReadFromAsync("/api/auth/setup");
        using var health = await client.ReadFromAsync("/health");
        using var alive = await client.ReadFromAsync("/alive");
        client.DefaultRequestHeaders.Authorization = new("Bearer", "borgui_at_something");
        using var jobs = await client.ReadFromAsync("/api/jobs");

        await setup.ReadProblemAsync(HttpStatusCode.ServiceUnavailable);
        await jobs.ReadProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(jobs.Headers.RetryAfter);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (health.StatusCode, alive.StatusCode));
        var body = await health.ReadAsync<JsonElement>();
        Assert.Equal(("unhealthy", "unhealthy"), (body.GetProperty("status").GetString(), body.GetProperty("database").GetString()));
        Assert.Equal(JsonValueKind.Null, body.GetProperty("jobs_count").ValueKind);
    }

    [Fact]
    public async Task A_database_without_schema_is_503_until_it_has_been_migrated()
    {
        await using var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var factory = Application(database.ConnectionString);
        using var client = factory.CreateClient();
        using var before = await client.ReadFromAsync("/api/auth/setup");
        await before.ReadProblemAsync(HttpStatusCode.ServiceUnavailable);

        var migrate = new MigrateCommand(
            factory.Services.GetRequiredService<DatabaseMigrator>(), TimeProvider.System, NullLogger<MigrateCommand>.Instance);

        Assert.Equal(0, await migrate.RunAsync(CancellationToken.None));
        Assert.True((await client.GetAsync<SetupState>("/api/auth/setup")).Needed);
    }

    [Fact]
    public async Task Connections_that_the_server_has_cut_are_replaced()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var factory = Application(database.ConnectionString);
        using var client = factory.CreateClient();
        await client.GetAsync<SetupState>("/api/auth/setup");

        await CutConnectionsAsync(database);

        await Eventually.HoldsAsync(async () =>
        {
            using var response = await client.ReadFromAsync("/api/auth/setup");
            Assert.Contains(response.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });
            return response.StatusCode == HttpStatusCode.OK;
        });
    }

    private static WebApplicationFactory<Program> Application(string connectionString) => new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
    {
        host.UseEnvironment("Production");
        host.UseSetting("ConnectionStrings:borgui", connectionString);
        host.UseSetting("BorgUi:SecretKey", new string('k', 40));
    });

    private static async Task CutConnectionsAsync(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        await command.ExecuteNonQueryAsync();
    }
}
