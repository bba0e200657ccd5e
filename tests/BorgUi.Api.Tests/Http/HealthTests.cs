using System.Net;
using System.Text.Json;
using BorgUi.Core.Workers;

namespace BorgUi.Api.Tests.Http;

public sealed class HealthTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task Counts_active_jobs_and_living_workers_and_without_Redis_is_degraded()
    {
        await api.PendingBackupAsync();
        await api.InDatabaseAsync(db =>
        {
            db.Workers.Add(Worker(api.Clock.GetUtcNow()));
            db.Workers.Add(Worker(api.Clock.GetUtcNow().AddMinutes(-5)));
            return db.SaveChangesAsync();
        });

        using var response = await api.Nobody.ReadFromAsync("/health");

        var body = await response.ReadAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Equal("degraded", body.GetProperty("status").GetString());
        Assert.Equal(("healthy", "degraded"), (body.GetProperty("database").GetString(), body.GetProperty("redis").GetString()));
        Assert.Equal((1, 1), (body.GetProperty("jobs_count").GetInt32(), body.GetProperty("workers").GetInt32()));
    }

    private static WorkerNode Worker(DateTimeOffset heartbeatAt) => new()
    {
        Name = "w", HostId = "h", ProcessId = 1, Sites = ["default"], Slots = 1, StartedAt = heartbeatAt, HeartbeatAt = heartbeatAt,
    };
}
