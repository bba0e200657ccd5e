using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Stats;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Stats;

public sealed class DashboardTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task Counts_what_there_is_and_names_what_needs_a_person()
    {
        Assert.Equal(0, (await GetAsync()).Repositories);
        await _worker.RunBackupAsync(JobStatus.Completed);
        var failed = await _worker.RunBackupAsync(JobStatus.Failed, "disk full");
        var mended = await _worker.RunBackupAsync(JobStatus.Failed, "once");
        await RunAgainAsync(mended, JobStatus.Completed);
        var interrupted = await _worker.RunBackupAsync(JobStatus.Interrupted, "the worker died");
        var (pending, _) = await api.PendingBackupAsync();
        await api.InDatabaseAsync(db => db.Repositories.OrderBy(row => row.Id).Take(1).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, RepositoryState.Error).SetProperty(row => row.DeduplicatedSizeBytes, 5_000_000_000)));

        var dashboard = await GetAsync();

        Assert.Equal((5, 1, 5_000_000_000), (dashboard.Repositories, dashboard.RepositoriesWithTrouble, dashboard.DeduplicatedSize));
        Assert.Equal((5, 3), (dashboard.Plans, dashboard.PlansNeverBackedUp));
        Assert.Equal((0, 1, 1), (dashboard.JobsRunning, dashboard.JobsPending, dashboard.JobsInterrupted));
        Assert.Equal([interrupted, failed], dashboard.NeedsAttention.Select(job => job.JobId));
        Assert.Equal(pending, dashboard.RecentJobs[0].JobId);
        Assert.NotNull(dashboard.RecentJobs[0].WaitingReason);
        Assert.Equal(14, dashboard.Days.Count);
        Assert.Equal((2, 2), (dashboard.Days[^1].Completed, dashboard.Days[^1].Failed));
        Assert.Equal(0, dashboard.Days[0].Completed);
        Assert.False(dashboard.BacksUpBorgui);
        await api.PlanAsync(new SavePlanRequest { RepositoryId = dashboard.RecentJobs[0].RepositoryId, IncludesBorgui = true });
        Assert.True((await GetAsync()).BacksUpBorgui);
    }

    private async Task RunAgainAsync(Guid jobId, JobStatus end)
    {
        var client = await api.AsAsync(Roles.Operator);
        var job = await client.GetAsync<JobResponse>($"/api/jobs/{jobId}");
        var site = await api.InDatabaseAsync(db => db.Jobs.Where(row => row.Id == jobId).Select(row => row.Site).SingleAsync());
        await client.PostJsonAsync("/api/backup/run", new { plan_id = job.PlanId });
        await _worker.FinishAsync(await _worker.ClaimAsync(site), end);
    }

    private async Task<DashboardResponse> GetAsync() => await (await api.AsAsync(Roles.Viewer)).GetAsync<DashboardResponse>("/api/stats/dashboard");
}
