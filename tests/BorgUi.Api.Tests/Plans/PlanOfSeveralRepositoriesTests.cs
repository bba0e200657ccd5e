using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Plans;

public sealed class PlanOfSeveralRepositoriesTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly string _site = $"site-{Guid.NewGuid():N}";
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task Its_repositories_are_kept_in_their_order_and_changed_with_the_plan()
    {
        var (first, second, third) = (await RepositoryAsync(), await RepositoryAsync(), await RepositoryAsync());
        var plan = await PlanAsync(first, third, second);
        Assert.Equal([first, third, second], plan.Repositories.Select(repository => repository.RepositoryId));
        var client = await api.AsAsync(Roles.Operator);

        using var changed = await client.SendJsonAsync(HttpMethod.Put, $"/api/plans/{plan.Id}", $$"""{"name":"{{plan.Name}}","repository_id":"{{second}}","sources":["/srv/data"],"more_repository_ids":["{{third}}","{{first}}"]}""");

        Assert.Equal([second, third, first], (await changed.ReadAsync<PlanResponse>(HttpStatusCode.OK)).Repositories.Select(repository => repository.RepositoryId));
        var inFirst = await client.GetAsync<Page<PlanResponse>>($"/api/plans?repository_id={first}");
        Assert.Equal(plan.Id, Assert.Single(inFirst.Items).Id);
        using var forgotten = await (await api.AsAsync(Roles.Admin)).RemoveAsync($"/api/repositories/{first}");
        Assert.Contains(plan.Name, (await forgotten.ReadProblemAsync(HttpStatusCode.Conflict)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_the_name_of_the_field()
    {
        var (first, elsewhere) = (await RepositoryAsync(), await api.ReadyRepositoryAsync(site: "elsewhere"));
        var client = await api.AsAsync(Roles.Operator);
        Guid[][] refused = [[first], [Guid.NewGuid()], [elsewhere], [.. Enumerable.Range(0, 10).Select(_ => Guid.NewGuid())]];

        foreach (var more in refused)
        {
            using var response = await client.PostJsonAsync("/api/plans", new { name = "refused", repository_id = first, sources = new[] { "/a" }, more_repository_ids = more });
            Assert.Equal(["more_repository_ids"], await response.ReadErrorFieldsAsync());
        }
    }

    [Fact]
    public async Task A_backup_goes_into_each_of_them_one_after_another_and_a_failure_in_one_is_seen()
    {
        var (first, second) = (await RepositoryAsync(), await RepositoryAsync());
        var plan = await PlanAsync(first, second);
        var client = await api.AsAsync(Roles.Operator);

        var started = await RunAsync(client, plan.Id);

        var firstClaim = await _worker.ClaimAsync(_site);
        Assert.Equal(started.JobId, firstClaim.JobId);
        var waiting = await client.GetAsync<JobResponse>($"/api/jobs/{Assert.Single(started.MoreJobIds!)}");
        Assert.Equal((second, $"The plan is being backed up into another repository by job {started.JobId}."), (waiting.RepositoryId, waiting.WaitingReason));
        await _worker.FinishAsync(firstClaim, JobStatus.Completed);
        await _worker.FinishAsync(await _worker.ClaimAsync(_site), JobStatus.Failed, "The disk is full.");
        var after = await client.GetAsync<PlanResponse>($"/api/plans/{plan.Id}");
        Assert.Equal([JobStatus.Completed, JobStatus.Failed], after.Repositories.Select(repository => repository.LastBackup!.Status));
        Assert.NotNull(after.Repositories[0].LastBackupAt);
        Assert.Null(after.LastBackupAt);
    }

    [Fact]
    public async Task One_that_is_away_keeps_the_plan_from_none_of_the_others_and_is_named()
    {
        var (first, second) = (await RepositoryAsync(), await RepositoryAsync());
        var plan = await PlanAsync(first, second);
        var client = await api.AsAsync(Roles.Operator);
        await api.InDatabaseAsync(db => db.Repositories.Where(row => row.Id == first).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, RepositoryState.Unreachable)));

        var started = await RunAsync(client, plan.Id);

        Assert.Null(started.MoreJobIds);
        Assert.Contains(plan.RepositoryName, started.Message, StringComparison.Ordinal);
        Assert.Equal(second, (await client.GetAsync<JobResponse>($"/api/jobs/{started.JobId}")).RepositoryId);
    }

    [Fact]
    public async Task Asked_again_while_they_wait_the_same_jobs_are_answered()
    {
        var plan = await PlanAsync(await RepositoryAsync(), await RepositoryAsync());
        var client = await api.AsAsync(Roles.Operator);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RunAsync(client, plan.Id)));

        Assert.Single(answers.Select(answer => (answer.JobId, Assert.Single(answer.MoreJobIds!))).Distinct());
        Assert.Equal(2, (await client.GetAsync<Page<JobResponse>>($"/api/jobs?plan_id={plan.Id}")).Total);
    }

    private Task<Guid> RepositoryAsync() => api.ReadyRepositoryAsync(site: _site);

    private Task<PlanResponse> PlanAsync(Guid first, params Guid[] more) => api.PlanAsync(new SavePlanRequest { RepositoryId = first, MoreRepositoryIds = more });

    private static async Task<JobStarted> RunAsync(HttpClient client, Guid planId)
    {
        using var response = await client.PostJsonAsync("/api/backup/run", new { plan_id = planId });
        return await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
    }
}
