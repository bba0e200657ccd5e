using System.Net;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Repositories;

public sealed class MaintenanceTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Theory]
    [InlineData("check", JobType.Check, "{}")]
    [InlineData("check", JobType.Check, """{"repository_only":true,"max_duration":3600}""")]
    [InlineData("check", JobType.Check, """{"archives_only":true,"verify_data":true}""")]
    [InlineData("compact", JobType.Compact, """{"threshold":20}""")]
    [InlineData("prune", JobType.Prune, """{"keep_daily":7,"keep_within":"2d","dry_run":true}""")]
    [InlineData("test", JobType.TestRepository, "{}")]
    [InlineData("break-lock", JobType.BreakLock, "{}")]
    public async Task A_job_is_started_and_an_equal_one_answered_instead_of_a_second(string word, JobType type, string body)
    {
        var repositoryId = await api.ReadyRepositoryAsync();

        var (first, address) = await StartAsync(repositoryId, word, body);
        var (second, _) = await StartAsync(repositoryId, word, body);

        Assert.Equal(($"/api/jobs/{first.JobId}", first.JobId, JobStatus.Pending), (address, second.JobId, first.Status));
        var job = await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>(address!);
        Assert.Equal((type, repositoryId), (job.JobType, job.RepositoryId));
    }

    [Fact]
    public async Task What_was_asked_for_is_stored()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var plan = await api.PlanAsync(repositoryId, "Photos [new]");

        var (check, _) = await StartAsync(repositoryId, "check", """{"repository_only":true,"max_duration":60}""");
        var (prune, _) = await StartAsync(repositoryId, "prune", $$"""{"keep_last":3,"keep_yearly":0,"plan_id":"{{plan.PlanId}}"}""");

        Assert.Equal(new CheckDetails { RepositoryOnly = true, MaxDurationSeconds = 60 }, (await ReadAsync<CheckJob>(check.JobId)).Details);
        var stored = await ReadAsync<PruneJob>(prune.JobId);
        Assert.Equal(new PruneDetails { KeepLast = 3, KeepYearly = 0, PlanId = plan.PlanId, AcceptedRisk = PruneRisk.KeepsNothing }, stored.Details);
        Assert.Equal((plan.PlanId, RepositoryAccess.Write), (stored.PlanId, stored.RepositoryAccess));
    }

    [Theory]
    [InlineData("check", """{"repository_only":true,"archives_only":false,"verify_data":false,"max_duration":60}""")]
    [InlineData("prune", """{"keep_within":"2d","keep_last":3,"keep_daily":7,"archive_glob":"web-*","dry_run":true}""")]
    public async Task A_job_tells_what_was_asked_for_so_that_it_can_be_asked_for_again(string word, string body)
    {
        var (started, _) = await StartAsync(await api.ReadyRepositoryAsync(), word, body);

        var job = await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{started.JobId}");

        var told = job.Request!.Value.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null).ToDictionary(field => field.Name, field => field.Value.GetRawText());
        using var asked = JsonDocument.Parse(body);
        Assert.Equal(asked.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetRawText()), told);
    }

    [Fact]
    public async Task A_prune_of_a_plan_tells_the_plan_and_not_the_names_that_follow_from_it()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var plan = await api.PlanAsync(repositoryId, "Documents");
        var (started, address) = await StartAsync(repositoryId, "prune", $$"""{"keep_last":3,"plan_id":"{{plan.PlanId}}","dry_run":true}""");

        var request = (await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>(address!)).Request!.Value;

        Assert.NotEqual(Guid.Empty, started.JobId);
        Assert.Equal((plan.PlanId, JsonValueKind.Null), (request.GetProperty("plan_id").GetGuid(), request.GetProperty("archive_glob").ValueKind));
    }

    [Theory]
    [InlineData("check", """{"repository_only":true,"archives_only":true}""", "archives_only")]
    [InlineData("check", """{"repository_only":true,"verify_data":true}""", "verify_data")]
    [InlineData("check", """{"max_duration":60}""", "max_duration")]
    [InlineData("check", """{"max_duration":0,"repository_only":true}""", "max_duration")]
    [InlineData("check", """{"archives_only":true,"max_duration":60}""", "max_duration")]
    [InlineData("compact", """{"threshold":100}""", "threshold")]
    [InlineData("prune", "{}", "keep_daily")]
    [InlineData("prune", """{"keep_daily":0}""", "keep_daily")]
    [InlineData("prune", """{"keep_weekly":-1,"keep_within":"7 days"}""", "keep_weekly,keep_within")]
    [InlineData("prune", """{"keep_within":"0d"}""", "keep_within")]
    [InlineData("prune", """{"keep_daily":7,"plan_id":"0197f6a0-0000-7000-8000-000000000000"}""", "plan_id")]
    [InlineData("prune", """{"keep_daily":7,"archive_glob":"a/b"}""", "archive_glob")]
    [InlineData("prune", """{"keep_daily":7,"archive_glob":"[z-a]"}""", "archive_glob")]
    [InlineData("prune", """{"keep_daily":7,"time_zone":"Europe/Atlantis"}""", "time_zone")]
    [InlineData("prune", """{"keep_daily":7,"time_zone":"../zoneinfo/UTC"}""", "time_zone")]
    [InlineData("prune/preview", """{"rules":{"keep_within":"0d"},"against":{"keep_last":-1}}""", "against.keep_last,rules.keep_within")]
    [InlineData("prune/preview", """{"plan_id":"0197f6a0-0000-7000-8000-000000000000"}""", "plan_id")]
    public async Task Bad_input_is_refused_by_field(string word, string body, string fields)
    {
        var client = await api.AsAsync(Roles.Operator);
        using var response = await client.SendJsonAsync(HttpMethod.Post, $"/api/repositories/{await api.ReadyRepositoryAsync()}/{word}", body);

        Assert.Equal(fields.Split(','), await response.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task A_prune_of_a_repository_that_plans_share_must_say_whose_archives()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        await api.PlanAsync(repositoryId);
        await api.PlanAsync(repositoryId);
        var client = await api.AsAsync(Roles.Operator);

        using var vague = await client.SendJsonAsync(HttpMethod.Post, $"/api/repositories/{repositoryId}/prune", """{"keep_daily":7}""");

        Assert.Equal(["plan_id"], await vague.ReadErrorFieldsAsync());
        await StartAsync(repositoryId, "prune", """{"keep_daily":7,"archive_glob":"*"}""");
    }

    [Theory]
    [InlineData("check")]
    [InlineData("compact")]
    [InlineData("prune")]
    public async Task The_jobs_of_a_kind_have_addresses_of_their_own(string word)
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var (started, _) = await StartAsync(repositoryId, word, """{"keep_daily":7}""");
        var (other, _) = await StartAsync(repositoryId, "test", "{}");
        var viewer = await api.AsAsync(Roles.Viewer);

        var list = await viewer.GetAsync<Page<JobResponse>>($"/api/repositories/{repositoryId}/{word}-jobs?limit=5");
        var one = await viewer.GetAsync<JobResponse>($"/api/repositories/{word}-jobs/{started.JobId}");
        using var wrongKind = await viewer.ReadFromAsync($"/api/repositories/{word}-jobs/{other.JobId}");
        using var unknown = await viewer.ReadFromAsync($"/api/repositories/{Guid.NewGuid()}/{word}-jobs");

        Assert.Equal((started.JobId, 1), (Assert.Single(list.Items).JobId, list.Total));
        Assert.Equal(started.JobId, one.JobId);
        await wrongKind.ReadProblemAsync(HttpStatusCode.NotFound);
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_lock_is_not_broken_while_a_job_of_ours_runs()
    {
        var site = $"site-{Guid.NewGuid():N}";
        var repositoryId = await api.ReadyRepositoryAsync(site: site);
        var (running, _) = await StartAsync(repositoryId, "check", "{}");
        await _worker.ClaimAsync(site);
        var client = await api.AsAsync(Roles.Operator);

        using var response = await client.PostAsync($"/api/repositories/{repositoryId}/break-lock");

        var problem = await response.ReadProblemAsync(HttpStatusCode.Conflict);
        Assert.Contains(running.JobId.ToString(), problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("check", "{}")]
    [InlineData("compact", "{}")]
    [InlineData("prune", """{"keep_daily":1}""")]
    [InlineData("test", "{}")]
    [InlineData("break-lock", "{}")]
    public async Task A_repository_that_is_being_made_or_is_unknown_takes_no_job(string word, string body)
    {
        var creating = (await api.CreateRepositoryAsync()).RepositoryId;
        var client = await api.AsAsync(Roles.Operator);

        using var early = await client.SendJsonAsync(HttpMethod.Post, $"/api/repositories/{creating}/{word}", body);
        using var unknown = await client.SendJsonAsync(HttpMethod.Post, $"/api/repositories/{Guid.NewGuid()}/{word}", body);

        await early.ReadProblemAsync(HttpStatusCode.Conflict);
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_last_check_stands_on_the_repository()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var at = api.Clock.GetUtcNow();
        await api.InDatabaseAsync(db => db.Repositories.Where(repository => repository.Id == repositoryId).ExecuteUpdateAsync(row => row
            .SetProperty(repository => repository.LastCheckAt, at).SetProperty(repository => repository.LastCheckResult, CheckResult.Damaged)));

        var repository = await (await api.AsAsync(Roles.Viewer)).GetAsync<RepositoryResponse>($"/api/repositories/{repositoryId}");

        Assert.Equal(at, repository.LastCheck!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Equal(CheckResult.Damaged, repository.LastCheckResult);
    }

    private async Task<(JobStarted Started, string? Address)> StartAsync(Guid repositoryId, string word, string body)
    {
        var client = await api.AsAsync(Roles.Operator);
        using var response = await client.SendJsonAsync(HttpMethod.Post, $"/api/repositories/{repositoryId}/{word}", body);
        return (await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted), response.Headers.Location?.OriginalString);
    }

    private async Task<T> ReadAsync<T>(Guid jobId)
        where T : Job => (T)await api.InDatabaseAsync(db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == jobId));
}
