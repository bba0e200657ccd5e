using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Workers;
using BorgUi.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Workers;

public sealed class WorkerTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task The_list_says_who_is_ready_who_takes_no_jobs_and_who_is_lost()
    {
        var ready = await AddAsync();
        var unable = await AddAsync(trouble: "borg is not installed.");
        var lost = await AddAsync(silentFor: WorkerNode.LostAfter);
        var (job, _) = await new TestWorker(api).StartBackupAsync();
        await api.InDatabaseAsync(db => db.Jobs.Where(row => row.Id == job).ExecuteUpdateAsync(row => row.SetProperty(it => it.WorkerId, ready)));
        var viewer = await api.AsAsync(Roles.Viewer);

        var page = await viewer.GetAsync<Page<WorkerResponse>>("/api/workers?limit=500");

        var workers = page.Items.ToDictionary(worker => worker.WorkerId);
        Assert.Equal((WorkerState.Ready, 1, "1.4.1"), (workers[ready].State, workers[ready].RunningJobs, workers[ready].BorgVersion));
        Assert.Equal((WorkerState.Unable, "borg is not installed."), (workers[unable].State, workers[unable].Trouble));
        Assert.Equal((WorkerState.Lost, 0), (workers[lost].State, workers[lost].RunningJobs));
    }

    [Fact]
    public async Task Only_a_lost_worker_can_be_forgotten()
    {
        var ready = await AddAsync();
        var lost = await AddAsync(silentFor: WorkerNode.LostAfter);
        var user = await api.AsAsync(Roles.Operator);

        using var refused = await user.RemoveAsync($"/api/workers/{ready}");
        using var forgotten = await user.RemoveAsync($"/api/workers/{lost}");
        using var again = await user.RemoveAsync($"/api/workers/{lost}");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (refused.StatusCode, forgotten.StatusCode, again.StatusCode));
        var left = await user.GetAsync<Page<WorkerResponse>>("/api/workers?limit=500");
        Assert.Contains(left.Items, worker => worker.Id == ready);
        Assert.DoesNotContain(left.Items, worker => worker.Id == lost);
    }

    private async Task<Guid> AddAsync(string? trouble = null, TimeSpan silentFor = default)
    {
        var heard = api.Clock.GetUtcNow() - silentFor;
        var worker = new WorkerNode
        {
            Name = "host-1", HostId = "host", ProcessId = 1, Sites = ["default"], Slots = 2, StartedAt = heard, HeartbeatAt = heard, BorgVersion = "1.4.1", Trouble = trouble,
        };
        await api.InDatabaseAsync(db =>
        {
            db.Workers.Add(worker);
            return db.SaveChangesAsync();
        });
        return worker.Id;
    }
}
