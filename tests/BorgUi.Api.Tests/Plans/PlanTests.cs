using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Plans;

public sealed class PlanTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task A_plan_is_stored_with_its_defaults()
    {
        var repositoryId = await api.ReadyRepositoryAsync(name: "for defaults", site: "attic");
        using var response = await PostAsync(new { name = "Home", repository_id = repositoryId, sources = new[] { "/home/", "/home", "/odd\nname" } });

        var plan = await response.ReadAsync<PlanResponse>(HttpStatusCode.Created);

        Assert.Equal($"/api/plans/{plan.PlanId}", response.Headers.Location?.OriginalString);
        Assert.Equal(["/home", "/odd\nname"], plan.Sources);
        Assert.Equal(("zstd,3", "{hostname}-home-{utcnow:%Y-%m-%dT%H:%M:%S}", "attic"), (plan.Compression, plan.ArchiveNameTemplate, plan.Site));
        Assert.Equal((InterruptionPolicy.Ask, 2, 300), (plan.OnInterrupted, plan.RetryAttempts, plan.RetryDelaySeconds));
        Assert.Equal(("for defaults", null, null), (plan.RepositoryName, plan.LastJob, plan.LastBackupAt));
        var found = await (await api.AsAsync(Roles.Viewer)).GetAsync<PlanResponse>($"/api/plans/{plan.PlanId}");
        Assert.Equal(plan.ArchiveNameTemplate, found.ArchiveNameTemplate);
    }

    [Theory]
    [InlineData("""{}""", "name", "repository_id", "sources")]
    [InlineData("""{"sources":[]}""", "sources")]
    [InlineData("""{"sources":["relative"]}""", "sources")]
    [InlineData("""{"sources":["/a/../b"]}""", "sources")]
    [InlineData("""{"sources":["/a\u0000b"]}""", "sources")]
    [InlineData("""{"sources":[null]}""", "sources")]
    [InlineData("""{"sources":"/not/a/list"}""", "sources")]
    [InlineData("""{"exclude_patterns":["", "zz:x"]}""", "exclude_patterns")]
    [InlineData("""{"compression":"brotli"}""", "compression")]
    [InlineData("""{"archive_name_template":"same"}""", "archive_name_template")]
    [InlineData("""{"repository_id":"00000000-0000-0000-0000-000000000001"}""", "repository_id")]
    [InlineData("""{"repository_id":"x"}""", "repository_id")]
    [InlineData("""{"on_interrupted":"hope"}""", "on_interrupted")]
    [InlineData("""{"retry_attempts":11,"retry_delay_seconds":9}""", "retry_attempts", "retry_delay_seconds")]
    [InlineData("""{"run_prune_after":true}""", "retention")]
    [InlineData("""{"run_prune_after":true,"retention":{"keep_daily":0}}""", "retention")]
    [InlineData("""{"retention":{"keep_daily":7,"time_zone":"nowhere"},"foreign_archives":"a/b"}""", "foreign_archives", "retention.time_zone")]
    [InlineData("""{"retention":{"keep_within":"7","keep_daily":-1}}""", "retention.keep_daily", "retention.keep_within")]
    [InlineData("""{"chain_on_failure":"hope"}""", "chain_on_failure")]
    [InlineData("""{"must_have_paths":["relative"]}""", "must_have_paths")]
    [InlineData("""{"sources":["/srv"],"must_have_paths":["/srv/a","/srv2/b"]}""", "must_have_paths")]
    public async Task Bad_fields_are_named(string json, params string[] fields)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).SendJsonAsync(HttpMethod.Post, "/api/plans", json);

        Assert.Equal(fields, (await response.ReadErrorFieldsAsync()).Intersect(fields));
    }

    [Fact]
    public async Task A_plan_says_what_becomes_of_its_backups_when_they_are_cut_off()
    {
        using var response = await PostAsync(new
        {
            name = "policies", repository_id = await api.ReadyRepositoryAsync(), sources = new[] { "/a" },
            on_interrupted = "resume", retry_attempts = 0, retry_delay_seconds = 60,
        });

        var plan = await response.ReadAsync<PlanResponse>(HttpStatusCode.Created);

        Assert.Equal((InterruptionPolicy.Resume, 0, 60), (plan.OnInterrupted, plan.RetryAttempts, plan.RetryDelaySeconds));
    }

    [Fact]
    public async Task A_plan_owns_its_retention_and_says_what_follows_its_backups()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        using var response = await PostAsync(new
        {
            name = "chained", repository_id = repositoryId, sources = new[] { "/a" }, retention = new { keep_within = "2d", keep_weekly = 4, time_zone = "Europe/Berlin" }, foreign_archives = "old-*",
            run_prune_after = true, prune_may_delete_most = true, run_check_after = true, chain_on_failure = "continue",
        });
        var plan = await response.ReadAsync<PlanResponse>(HttpStatusCode.Created);

        Assert.Equal((true, false, true, ChainPolicy.Continue), (plan.RunPruneAfter, plan.RunCompactAfter, plan.RunCheckAfter, plan.ChainOnFailure));
        Assert.Equal(new() { KeepWithin = "2d", KeepWeekly = 4, TimeZone = "Europe/Berlin" }, plan.Retention);
        Assert.Equal(("old-*", true), (plan.ForeignArchives, plan.PruneMayDeleteMost));

        var client = await api.AsAsync(Roles.Operator);
        using var changed = await client.SendJsonAsync(HttpMethod.Put, $"/api/plans/{plan.Id}", $$"""{"name":"chained","repository_id":"{{repositoryId}}","sources":["/a"]}""");
        var after = await changed.ReadAsync<PlanResponse>(HttpStatusCode.OK);
        Assert.Equal((null, false, false, ChainPolicy.Stop), (after.Retention, after.RunPruneAfter, after.RunCheckAfter, after.ChainOnFailure));
    }

    [Fact]
    public async Task A_plan_of_BorgUi_itself_needs_no_source_but_encryption_everywhere()
    {
        var (hidden, open) = (await api.ReadyRepositoryAsync(), await api.ReadyRepositoryAsync(name: "open"));
        await api.InDatabaseAsync(db => db.Repositories.Where(row => row.Id == open).ExecuteUpdateAsync(set => set.SetProperty(row => row.Encryption, "authenticated-blake2")));

        using var made = await PostAsync(new { name = "itself", repository_id = hidden, includes_borgui = true });
        using var refused = await PostAsync(new { name = "itself too", repository_id = hidden, more_repository_ids = new[] { open }, includes_borgui = true });
        var plan = await made.ReadAsync<PlanResponse>(HttpStatusCode.Created);
        using var emptied = await (await api.AsAsync(Roles.Operator)).SendJsonAsync(HttpMethod.Put, $"/api/plans/{plan.Id}", $$"""{"name":"itself","repository_id":"{{hidden}}"}""");

        Assert.True(plan.IncludesBorgui);
        Assert.Empty(plan.Sources);
        Assert.Equal(["includes_borgui"], await refused.ReadErrorFieldsAsync());
        Assert.Equal(["sources"], await emptied.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task Another_site_than_that_of_a_folder_is_refused()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        using var response = await PostAsync(new { name = "elsewhere", repository_id = repositoryId, sources = new[] { "/a" }, site = "elsewhere" });

        Assert.Equal(["site"], await response.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task A_change_takes_the_whole_plan()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var plan = await api.PlanAsync(repositoryId, "before");
        await api.PlanAsync(repositoryId, "occupied");
        var client = await api.AsAsync(Roles.Operator);

        using var changed = await client.SendJsonAsync(HttpMethod.Put, $"/api/plans/{plan.Id}", $$"""{"name":"after","repository_id":"{{repositoryId}}","sources":["/new"],"compression":"lz4"}""");
        using var taken = await client.SendJsonAsync(HttpMethod.Put, $"/api/plans/{plan.Id}", $$"""{"name":"occupied","repository_id":"{{repositoryId}}","sources":["/new"]}""");
        using var unknown = await client.SendJsonAsync(HttpMethod.Put, $"/api/plans/{Guid.NewGuid()}", "{}");

        var after = await changed.ReadAsync<PlanResponse>(HttpStatusCode.OK);
        Assert.Equal(("after", "lz4", "/new"), (after.Name, after.Compression, Assert.Single(after.Sources)));
        Assert.Equal(["name"], await taken.ReadErrorFieldsAsync(HttpStatusCode.Conflict));
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Shows_its_newest_job_and_its_newest_good_backup()
    {
        var completed = await _worker.RunBackupAsync(JobStatus.Completed);
        var client = await api.AsAsync(Roles.Operator);
        var job = await client.GetAsync<JobResponse>($"/api/jobs/{completed}");

        using var next = await client.PostJsonAsync("/api/backup/run", new { plan_id = job.PlanId });

        var plan = await client.GetAsync<PlanResponse>($"/api/plans/{job.PlanId}");
        Assert.Equal(job.CompletedAt, plan.LastBackupAt);
        Assert.Equal((await next.ReadAsync<JobStarted>()).JobId, plan.LastJob!.JobId);
    }

    [Fact]
    public async Task Is_deleted_only_when_its_jobs_have_ended_and_its_history_stays()
    {
        var (jobId, _) = await api.PendingBackupAsync();
        var client = await api.AsAsync(Roles.Operator);
        var planId = (await client.GetAsync<JobResponse>($"/api/jobs/{jobId}")).PlanId;
        using var tooEarly = await client.RemoveAsync($"/api/plans/{planId}");
        await tooEarly.ReadProblemAsync(HttpStatusCode.Conflict);
        await client.PostAsync($"/api/jobs/{jobId}/cancel");

        using var deleted = await client.RemoveAsync($"/api/plans/{planId}");
        using var again = await client.RemoveAsync($"/api/plans/{planId}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, again.StatusCode));
        Assert.Null((await client.GetAsync<JobResponse>($"/api/jobs/{jobId}")).PlanId);
    }

    [Fact]
    public async Task Are_listed_by_name_and_narrowed_to_a_repository()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        await api.PlanAsync(repositoryId, "yy b");
        await api.PlanAsync(repositoryId, "yy a");
        await api.PlanAsync(await api.ReadyRepositoryAsync(), "yy c");
        var client = await api.AsAsync(Roles.Viewer);

        var all = await client.GetAsync<Page<PlanResponse>>("/api/plans?search=yy&limit=2");
        var ofOne = await client.GetAsync<Page<PlanResponse>>($"/api/plans?repository_id={repositoryId}");

        Assert.Equal((3, 2), (all.Total, ofOne.Total));
        Assert.Equal(["yy a", "yy b"], all.Items.Select(plan => plan.Name));
        Assert.Equal("yy c", Assert.Single((await client.GetAsync<Page<PlanResponse>>($"/api/plans?search=yy&cursor={all.Next}")).Items).Name);
    }

    private async Task<HttpResponseMessage> PostAsync(object request) => await (await api.AsAsync(Roles.Operator)).PostJsonAsync("/api/plans", request);
}
