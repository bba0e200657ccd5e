using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using BorgUi.ServiceDefaults.Health;
using BorgUi.ServiceDefaults.Redis;
using BorgUi.ServiceDefaults.Tests.Redis;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using BorgUi.Testing.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace BorgUi.ServiceDefaults.Tests.Health;

public sealed class HealthTests
{
    private const string Unreachable = "Host=127.0.0.1;Port=1;Username=keeper;Password=hidden-word;Database=vault;Timeout=2";

    [Fact]
    public async Task Alive_answers_also_when_everything_else_is_away()
    {
        await using var app = await TestApp.StartAsync(build: builder => UseDatabase(builder, Unreachable));

        var answer = await app.Client.GetAsync("/alive");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("healthy", (await BodyAsync(answer)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Health_is_200_while_the_database_answers()
    {
        await using var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var app = await TestApp.StartAsync(build: builder => UseDatabase(builder, database.ConnectionString));

        var answer = await app.Client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await BodyAsync(answer);
        Assert.Equal("healthy", body.GetProperty("status").GetString());
        var check = body.GetProperty("checks").GetProperty("database");
        Assert.Equal("healthy", check.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Number, check.GetProperty("duration_seconds").ValueKind);
    }

    [Fact]
    public async Task Health_is_503_without_the_database_and_says_nothing_of_where_it_is()
    {
        await using var app = await TestApp.StartAsync(build: builder => UseDatabase(builder, Unreachable));

        var answer = await app.Client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("unhealthy", (await BodyAsync(answer)).GetProperty("status").GetString());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.All(["127.0.0.1", "keeper", "hidden-word", "vault"], secret => Assert.DoesNotContain(secret, text));
    }

    [Fact]
    public async Task Health_does_not_hang_on_a_database_that_takes_connections_and_says_nothing()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var app = await TestApp.StartAsync(
            build: builder => UseDatabase(builder, $"Host=127.0.0.1;Port={port};Username=keeper;Timeout=600"));

        var answer = await app.Client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var check = (await BodyAsync(answer)).GetProperty("checks").GetProperty("database");
        Assert.Equal("The database did not answer within 3 s.", check.GetProperty("description").GetString());
    }

    [Fact]
    public async Task Health_is_degraded_but_200_without_Redis_and_healthy_when_it_comes()
    {
        await using var redis = RedisServer.CreateStopped();
        await using var app = await RedisApp.StartAsync(redis);

        var answer = await app.Client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await BodyAsync(answer);
        Assert.Equal("degraded", body.GetProperty("status").GetString());
        Assert.Equal("degraded", body.GetProperty("checks").GetProperty("redis").GetProperty("status").GetString());

        await redis.StartAsync();
        await Eventually.HoldsAsync(async () =>
            (await app.Client.GetFromJsonAsync<JsonElement>("/health")).GetProperty("status").GetString() == "healthy");
    }

    [Fact]
    public async Task Health_is_degraded_when_no_Redis_is_configured()
    {
        await using var app = await TestApp.StartAsync(build: builder => builder.AddRedisTransport());

        var body = await app.Client.GetFromJsonAsync<JsonElement>("/health");

        Assert.Equal("degraded", body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_app_adds_its_own_fields_and_a_broken_addition_is_left_out()
    {
        await using var app = await TestApp.StartAsync(build: builder =>
        {
            builder.Services.AddScoped<IHealthBodyContributor, JobCount>();
            builder.Services.AddScoped<IHealthBodyContributor, Broken>();
        });

        var answer = await app.Client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await BodyAsync(answer);
        Assert.Equal("healthy", body.GetProperty("status").GetString());
        Assert.Equal(3, body.GetProperty("jobs_count").GetInt32());
        Assert.Equal("unhealthy", body.GetProperty("database").GetString());
        Assert.DoesNotContain("secret of the failure", await answer.Content.ReadAsStringAsync());
    }

    private static void UseDatabase(WebApplicationBuilder builder, string connectionString)
    {
        builder.Services.AddSingleton<DbDataSource>(_ => NpgsqlDataSource.Create(connectionString));
        builder.AddDatabaseHealthCheck();
    }

    private static Task<JsonElement> BodyAsync(HttpResponseMessage answer) =>
        answer.Content.ReadFromJsonAsync<JsonElement>();

    private sealed class JobCount : IHealthBodyContributor
    {
        public Task<JsonObject> DescribeAsync(HealthReport report, CancellationToken cancellationToken) =>
            Task.FromResult(new JsonObject
            {
                ["jobs_count"] = 3,
                ["database"] = report.Word(HealthCheckExtensions.Database),
                ["status"] = "made up",
            });
    }

    private sealed class Broken : IHealthBodyContributor
    {
        public Task<JsonObject> DescribeAsync(HealthReport report, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("secret of the failure");
    }
}
