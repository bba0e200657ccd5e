using System.Net;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Stats;

namespace BorgUi.Api.Tests.Jobs;

public sealed class ChainTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task What_follows_a_backup_is_told_and_the_jobs_of_a_chain_are_listed()
    {
        var (first, site) = await BackUpAsync(ChainPolicy.Stop);
        Assert.Equal((first.JobId, 0, JobTrigger.User), (first.ChainId, first.ChainStep, first.TriggeredBy));
        Assert.Equal([JobType.Prune, JobType.Compact, JobType.Check], first.FollowUps);

        await _worker.FinishAsync(await _worker.ClaimAsync(site), JobStatus.Completed);
        await _worker.FinishAsync(await _worker.ClaimAsync(site), JobStatus.CompletedWithWarnings);

        var chain = await ChainAsync(first.JobId);
        Assert.Equal([JobType.Compact, JobType.Prune, JobType.Backup], chain.Select(job => job.JobType));
        Assert.Equal([2, 1, 0], chain.Select(job => job.ChainStep));
        Assert.Equal((JobTrigger.Chain, JobStatus.Pending, first.PlanId), (chain[0].TriggeredBy, chain[0].Status, chain[0].PlanId));
        Assert.Equal([JobType.Check], chain[0].FollowUps);
        var prune = await (await ClientAsync()).GetAsync<JobResponse>($"/api/jobs/{chain[1].JobId}");
        Assert.Equal(("3d", first.PlanId), (prune.Request!.Value.GetProperty("keep_within").GetString(), prune.Request.Value.GetProperty("plan_id").GetGuid()));
    }

    [Fact]
    public async Task A_cancelled_link_ends_the_chain_and_its_start_takes_it_up_again()
    {
        var (first, site) = await BackUpAsync(ChainPolicy.Continue);
        await _worker.FinishAsync(await _worker.ClaimAsync(site), JobStatus.Completed);
        var prune = (await ChainAsync(first.JobId))[0];
        var client = await ClientAsync();

        await client.PostAsync($"/api/jobs/{prune.JobId}/cancel");
        Assert.Equal((JobStatus.Cancelled, 2), ((await ChainAsync(first.JobId))[0].Status, (await ChainAsync(first.JobId)).Count));

        using var start = await client.PostAsync($"/api/jobs/{prune.JobId}/start");
        var retry = await start.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        await _worker.FinishAsync(await _worker.ClaimAsync(site), JobStatus.Completed);

        var chain = await ChainAsync(first.JobId);
        Assert.Equal([JobType.Compact, JobType.Prune, JobType.Prune, JobType.Backup], chain.Select(job => job.JobType));
        Assert.Equal((retry.JobId, prune.JobId), (chain[1].JobId, chain[1].RetryOf));
    }

    [Fact]
    public async Task A_failed_link_needs_attention_also_when_others_of_the_plan_succeed_after_it()
    {
        var (first, site) = await BackUpAsync(ChainPolicy.Continue);
        await _worker.FinishAsync(await _worker.ClaimAsync(site), JobStatus.Completed);
        await _worker.FinishAsync(await _worker.ClaimAsync(site), JobStatus.Failed, "no");
        await _worker.FinishAsync(await _worker.ClaimAsync(site), JobStatus.Completed);

        var client = await ClientAsync();
        var failed = Assert.Single(await ChainAsync(first.JobId), job => job.Status == JobStatus.Failed);
        Assert.Contains(failed.JobId, (await client.GetAsync<DashboardResponse>("/api/stats/dashboard")).NeedsAttention.Select(job => job.JobId));
        var plan = await client.GetAsync<PlanResponse>($"/api/plans/{first.PlanId}");
        Assert.Equal((await client.GetAsync<JobResponse>($"/api/jobs/{first.JobId}")).CompletedAt, plan.LastBackupAt);
    }

    [Fact]
    public async Task Jobs_without_a_chain_say_so()
    {
        var (jobId, _) = await api.PendingBackupAsync();

        var job = await (await ClientAsync()).GetAsync<JsonElement>($"/api/jobs/{jobId}");

        Assert.Equal((JsonValueKind.Null, 0), (job.GetProperty("chain_id").ValueKind, job.GetProperty("follow_ups").GetArrayLength()));
        Assert.Empty(await ChainAsync(jobId));
    }

    private async Task<(JobResponse First, string Site)> BackUpAsync(ChainPolicy onFailure)
    {
        var site = $"site-{Guid.NewGuid():N}";
        var plan = await api.PlanAsync(new SavePlanRequest
        {
            RepositoryId = await api.ReadyRepositoryAsync(site: site),
            Retention = new() { KeepWithin = "3d" },
            RunPruneAfter = true,
            RunCompactAfter = true,
            RunCheckAfter = true,
            ChainOnFailure = onFailure,
        });
        var client = await ClientAsync();
        using var response = await client.PostJsonAsync("/api/backup/run", new { plan_id = plan.PlanId });
        var started = await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        return (await client.GetAsync<JobResponse>($"/api/jobs/{started.JobId}"), site);
    }

    private async Task<IReadOnlyList<JobResponse>> ChainAsync(Guid chainId) =>
        (await (await ClientAsync()).GetAsync<Page<JobResponse>>($"/api/jobs?chain_id={chainId}")).Items;

    private Task<HttpClient> ClientAsync() => api.AsAsync(Roles.Operator);
}
