using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Maintenance;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Maintenance;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Maintenance;

public sealed class MaintenanceTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private const string Retention = "/api/v1/settings/retention/run";

    [Fact]
    public async Task The_jobs_are_there_once_with_their_next_time_however_often_they_are_seeded()
    {
        await api.InDatabaseAsync(db => MaintenanceSeed.ApplyAsync(db, default));
        var client = await api.AsAsync(Roles.Viewer);

        var jobs = await client.GetAsync<Page<MaintenanceJobResponse>>("/api/v1/maintenance/jobs");

        Assert.Equal(["access_cleanup", "database_report", "delivery_log", "history_cleanup", "retention_cleanup_nightly", "worker_cleanup"], jobs.Items.Select(job => job.Key));
        Assert.All(jobs.Items, job => Assert.Equal((true, $"maintenance:{job.Id}"), (job.VisibleInUi, job.ScheduledItem)));
        // Which deletes archives that nobody has said may go.
        Assert.All(jobs.Items, job => Assert.Equal(job.Key != "retention_cleanup_nightly", job.Enabled && job.NextRun is not null));
        var hidden = (await client.GetAsync<Page<MaintenanceJobResponse>>("/api/v1/maintenance/jobs?visible_in_ui=false")).Items;
        Assert.Equal("retention_cleanup_manual", Assert.Single(hidden).Key);
    }

    [Fact]
    public async Task A_run_is_asked_for_once_and_shows_its_result_when_it_has_ended()
    {
        var (client, job) = (await api.AsAsync(Roles.Operator), await JobAsync("database_report"));

        using var asked = await client.PostAsync($"/api/v1/maintenance/jobs/{job.Id}/run");
        using var again = await client.PostAsync($"/api/v1/maintenance/jobs/{job.Id}/run");
        var started = await asked.ReadAsync<MaintenanceStarted>(HttpStatusCode.Accepted);
        Assert.Equal(started.RunId, (await again.ReadAsync<MaintenanceStarted>(HttpStatusCode.Accepted)).RunId);

        var runs = api.Services.GetRequiredService<MaintenanceRuns>();
        var claim = await runs.ClaimAsync([MaintenanceJobType.DatabaseReport], "a worker", TimeSpan.FromMinutes(1), default);
        Assert.True(await runs.FinishAsync(claim!, MaintenanceRunStatus.Completed, "It is small.", """{"size_bytes":3}""", default));
        Assert.False(await runs.FinishAsync(claim!, MaintenanceRunStatus.Failed, "too late", null, default));

        var run = await client.GetAsync<MaintenanceRunResponse>($"/api/v1/maintenance/runs/{started.RunId}");
        Assert.Equal((MaintenanceRunStatus.Completed, "It is small.", 3, "a worker"), (run.Status, run.Message, run.Result!.Value.GetProperty("size_bytes").GetInt32(), run.Worker));
        var newest = (await client.GetAsync<Page<MaintenanceRunResponse>>($"/api/v1/maintenance/runs?limit=1&maintenance_job_id={job.Id}")).Items;
        Assert.Equal(started.RunId, Assert.Single(newest).RunId);
        Assert.Equal(started.RunId, (await client.GetAsync<MaintenanceJobResponse>($"/api/v1/maintenance/jobs/{job.Id}")).LastRun!.RunId);
    }

    [Fact]
    public async Task A_run_whose_worker_died_ends_as_failed_and_the_next_can_begin()
    {
        var (client, job) = (await api.AsAsync(Roles.Operator), await JobAsync("worker_cleanup"));
        using var asked = await client.PostAsync($"/api/v1/maintenance/jobs/{job.Id}/run");
        var runs = api.Services.GetRequiredService<MaintenanceRuns>();
        var claim = await runs.ClaimAsync([MaintenanceJobType.WorkerCleanup], "a worker", TimeSpan.FromSeconds(-1), default);

        Assert.Equal(1, await runs.EndLostAsync(default));

        var run = await client.GetAsync<MaintenanceRunResponse>($"/api/v1/maintenance/runs/{claim!.RunId}");
        Assert.Equal((MaintenanceRunStatus.Failed, "Its worker a worker ended without finishing it."), (run.Status, run.Message));
        using var next = await client.PostAsync($"/api/v1/maintenance/jobs/{job.Id}/run");
        Assert.NotEqual(claim.RunId, (await next.ReadAsync<MaintenanceStarted>(HttpStatusCode.Accepted)).RunId);
    }

    [Fact]
    public async Task An_administrator_changes_when_it_is_done_and_a_new_seeding_leaves_that()
    {
        var (admin, job) = (await api.AsAsync(Roles.Admin), await JobAsync("access_cleanup"));

        using var refused = await admin.SendJsonAsync(HttpMethod.Patch, $"/api/v1/maintenance/jobs/{job.Id}", """{"schedule_cron":"never"}""");
        using var changed = await admin.SendJsonAsync(HttpMethod.Patch, $"/api/v1/maintenance/jobs/{job.Id}", """{"schedule_cron":"5 5 * * *","enabled":false}""");
        await api.InDatabaseAsync(db => MaintenanceSeed.ApplyAsync(db, default));
        using var back = await admin.SendJsonAsync(HttpMethod.Patch, $"/api/v1/maintenance/jobs/{job.Id}", """{"enabled":true}""");

        Assert.Equal(["schedule_cron"], await refused.ReadErrorFieldsAsync());
        Assert.Null((await changed.ReadAsync<MaintenanceJobResponse>(HttpStatusCode.OK)).NextRun);
        Assert.Equal(("5 5 * * *", 5), ((await back.ReadAsync<MaintenanceJobResponse>(HttpStatusCode.OK)) is { } now ? (now.ScheduleCron, now.NextRun!.Value.Hour) : default));
    }

    [Fact]
    public async Task Retention_runs_for_all_plans_or_for_one_with_its_repository()
    {
        var client = await api.AsAsync(Roles.Operator);
        var copy = await api.ReadyRepositoryAsync();
        var plan = await api.PlanAsync(new SavePlanRequest { RepositoryId = await api.ReadyRepositoryAsync(), MoreRepositoryIds = [copy], Retention = new() { KeepDaily = 7 } });
        var withoutRules = await api.PlanAsync(plan.RepositoryId);

        await AssertRefusedAsync(new() { JobId = plan.Id }, "target_id");
        await AssertRefusedAsync(new() { TargetId = plan.RepositoryId }, "job_id");
        await AssertRefusedAsync(new() { JobId = Guid.NewGuid(), TargetId = plan.RepositoryId }, "job_id");
        await AssertRefusedAsync(new() { JobId = plan.Id, TargetId = Guid.NewGuid() }, "target_id");
        await AssertRefusedAsync(new() { JobId = withoutRules.Id, TargetId = plan.RepositoryId }, "job_id");

        var one = await StartAsync(new() { JobId = plan.Id, TargetId = copy });
        Assert.Equal(one, await StartAsync(new() { JobId = plan.Id, TargetId = copy }));
        using var others = await client.PostAsync(Retention);
        using var otherTarget = await client.PostJsonAsync(Retention, new { job_id = plan.Id, target_id = plan.RepositoryId });
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (others.StatusCode, otherTarget.StatusCode));

        var runs = api.Services.GetRequiredService<MaintenanceRuns>();
        var claim = await runs.ClaimAsync([MaintenanceJobType.RetentionCleanup], "a worker", TimeSpan.FromMinutes(1), default);
        Assert.Equal((one, plan.Id, copy, false), (claim!.RunId, claim.PlanId!.Value, claim.RepositoryId!.Value, claim.IsScheduled));
        Assert.True(await runs.FinishAsync(claim, MaintenanceRunStatus.Completed, "done", """{"pairs_processed":1}""", default));
        using var all = await client.PostAsync(Retention);
        await all.ReadAsync<MaintenanceStarted>(HttpStatusCode.Accepted);
        Assert.Null((await runs.ClaimAsync([MaintenanceJobType.RetentionCleanup], "a worker", TimeSpan.FromMinutes(1), default))!.PlanId);

        async Task AssertRefusedAsync(RunRetentionRequest request, string field)
        {
            using var refused = await client.PostJsonAsync(Retention, request);
            Assert.Equal([field], await refused.ReadErrorFieldsAsync());
        }

        async Task<Guid> StartAsync(RunRetentionRequest request)
        {
            using var started = await client.PostJsonAsync(Retention, request);
            return (await started.ReadAsync<MaintenanceStarted>(HttpStatusCode.Accepted)).RunId;
        }
    }

    private Task<MaintenanceJob> JobAsync(string key) => api.InDatabaseAsync(db => db.MaintenanceJobs.SingleAsync(job => job.Key == key));
}
