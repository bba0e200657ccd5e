using System.Net;
using System.Text.Json;
using BorgUi.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Http;

public sealed class HealthTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task Counts_active_jobs_and_living_workers_and_without_Redis_is_degraded()
    {
        await api.PendingBackupAsync();
        await OnlyTheseWorkersAsync(Worker(api.Clock.GetUtcNow()), Worker(api.Clock.GetUtcNow().AddMinutes(-5)));

        using var response = await api.Nobody.ReadFromAsync("/health");

        var body = await response.ReadAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Equal("degraded", body.GetProperty("status").GetString());
        Assert.Equal(("healthy", "degraded"), (body.GetProperty("database").GetString(), body.GetProperty("redis").GetString()));
        Assert.Null(body.GetProperty("checks").GetProperty("workers").GetProperty("description").GetString());
        Assert.Equal((1, 1), (body.GetProperty("jobs_count").GetInt32(), body.GetProperty("workers").GetInt32()));
    }

    [Fact]
    public async Task Says_that_a_worker_can_take_no_jobs_but_not_where_its_borg_should_be()
    {
        var worker = Worker(api.Clock.GetUtcNow());
        worker.Trouble = "borg is not installed: there is no program '/opt/secret/borg'.";
        await OnlyTheseWorkersAsync(worker);

        using var response = await api.Nobody.ReadFromAsync("/health");

        var body = await response.ReadAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Equal("degraded", body.GetProperty("checks").GetProperty("workers").GetProperty("status").GetString());
        Assert.Contains("borg is missing", body.GetProperty("trouble").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("/opt/secret", body.ToString(), StringComparison.Ordinal);
    }

    private Task<int> OnlyTheseWorkersAsync(params WorkerNode[] workers) => api.InDatabaseAsync(async db =>
    {
        await db.Workers.ExecuteDeleteAsync();
        db.Workers.AddRange(workers);
        return await db.SaveChangesAsync();
    });

    private static WorkerNode Worker(DateTimeOffset heartbeatAt) => new()
    {
        Name = "w", HostId = "h", ProcessId = 1, Sites = ["default"], Slots = 1, StartedAt = heartbeatAt, HeartbeatAt = heartbeatAt,
    };
}
