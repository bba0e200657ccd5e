using System.Net;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Schedules;

public sealed class ScheduleTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task A_schedule_of_a_plan_is_stored_with_its_defaults_and_shows_what_the_plan_says()
    {
        var plan = await api.PlanAsync(new SavePlanRequest
        {
            RepositoryId = await api.ReadyRepositoryAsync(), ArchiveNameTemplate = "x-{now}", Retention = new() { KeepDaily = 7 }, RunPruneAfter = true,
        });
        using var response = await PostAsync(new { plan_id = plan.Id, cron_expression = " 0  3 * * * " });

        var schedule = await response.ReadAsync<ScheduledJobResponse>(HttpStatusCode.Created);

        Assert.Equal($"/api/scheduled-jobs/{schedule.Id}", response.Headers.Location?.OriginalString);
        Assert.Equal((schedule.Id, $"backup:{schedule.Id}", plan.Name, ScheduledOperation.Backup), (schedule.ScheduledJobId, schedule.ScheduledItem, schedule.Name, schedule.Operation));
        Assert.Equal(("0 3 * * *", "UTC", true, CatchUp.Once, 0), (schedule.CronExpression, schedule.TimeZone, schedule.Enabled, schedule.CatchUp, schedule.JitterSeconds));
        Assert.Equal((plan.Id, plan.Name, plan.RepositoryId, plan.RepositoryName), (schedule.PlanId!.Value, schedule.PlanName, schedule.RepositoryId, schedule.RepositoryName));
        Assert.Equal(("x-{now}", true, false, 7, null), (schedule.ArchiveNameTemplate, schedule.RunPruneAfter, schedule.RunCheckAfter, schedule.KeepDaily, schedule.KeepWeekly));
        Assert.Equal((3, null, null), (schedule.NextRun!.Value.Hour, schedule.LastRun, schedule.LastOutcome));
        Assert.InRange(schedule.NextRun.Value - api.Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_schedule_with_sources_makes_its_plan_along_with_it()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        using var response = await PostAsync(new
        {
            name = "homes", repository_id = repositoryId, sources = new[] { "/home" }, cron_expression = "30 2 * * *", time_zone = "Europe/Berlin",
            keep_daily = 7, keep_weekly = 4, run_prune_after = true, run_compact_after = true,
        });

        var schedule = await response.ReadAsync<ScheduledJobResponse>(HttpStatusCode.Created);
        var plan = await (await api.AsAsync(Roles.Viewer)).GetAsync<PlanResponse>($"/api/plans/{schedule.PlanId}");

        Assert.Equal(("homes", repositoryId, true, true, false), (plan.Name, plan.RepositoryId, plan.RunPruneAfter, plan.RunCompactAfter, plan.RunCheckAfter));
        Assert.Equal(("/home", 7, 4), (Assert.Single(plan.Sources), plan.Retention!.KeepDaily, plan.Retention.KeepWeekly));
    }

    [Fact]
    public async Task A_plan_that_cannot_be_made_leaves_no_schedule_behind()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        using var refused = await PostAsync(new { name = "half", repository_id = repositoryId, sources = new[] { "relative" }, cron_expression = "x", keep_daily = -1 });
        Assert.Equal(["cron_expression", "keep_daily", "sources"], await refused.ReadErrorFieldsAsync());

        await api.PlanAsync(repositoryId, "occupied plan");
        using var taken = await PostAsync(new { name = "occupied plan", repository_id = repositoryId, sources = new[] { "/a" }, cron_expression = "0 3 * * *" });
        Assert.Equal(["name"], await taken.ReadErrorFieldsAsync(HttpStatusCode.Conflict));
        Assert.Empty((await (await api.AsAsync(Roles.Viewer)).GetAsync<Page<ScheduledJobResponse>>($"/api/scheduled-jobs?repository_id={repositoryId}")).Items);
    }

    [Theory]
    [InlineData("""{}""", "cron_expression", "plan_id")]
    [InlineData("""{"plan_id":"PLAN","cron_expression":"0 0 30 2 *"}""", "cron_expression")]
    [InlineData("""{"plan_id":"PLAN","cron_expression":"0 3 * * *","time_zone":"Mars/Olympus"}""", "time_zone")]
    [InlineData("""{"plan_id":"PLAN","cron_expression":"0 3 * * *","jitter_seconds":-1}""", "jitter_seconds")]
    [InlineData("""{"plan_id":"PLAN","cron_expression":"0 3 * * *","sources":["/a"]}""", "plan_id")]
    [InlineData("""{"plan_id":"PLAN","cron_expression":"0 3 * * *","operation":"prune"}""", "plan_id")]
    [InlineData("""{"operation":"check","plan_id":"PLAN","cron_expression":"0 3 * * *"}""", "plan_id", "repository_id")]
    [InlineData("""{"plan_id":"PLAN","cron_expression":"0 3 * * *","blackout_windows":[{"from":"02:00","to":"04:00"}]}""", "blackout_windows")]
    [InlineData("""{"plan_id":"PLAN","cron_expression":"0 3 * * *","blackout_windows":[{"days":["someday"],"from":"8","to":"9"}]}""", "blackout_windows")]
    [InlineData("""{"plan_id":"PLAN","cron_expression":"0 3 * * *","blackout_windows":[{"from":"08:00","to":"08:00"}]}""", "blackout_windows")]
    public async Task What_cannot_be_is_named(string json, params string[] fields)
    {
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync());
        var client = await api.AsAsync(Roles.Operator);

        using var refused = await client.SendJsonAsync(HttpMethod.Post, "/api/scheduled-jobs", json.Replace("PLAN", plan.Id.ToString(), StringComparison.Ordinal));

        Assert.Equal(fields, await refused.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task The_preview_shows_ten_times_and_says_what_is_wrong()
    {
        var client = await api.AsAsync(Roles.Viewer);

        var preview = await client.GetAsync<SchedulePreview>("/api/scheduled-jobs/preview?cron=0+3+*+*+*&time_zone=Asia/Kolkata");
        using var whole = await client.SendJsonAsync(HttpMethod.Post, "/api/scheduled-jobs/preview", """{"cron_expression":"0 * * * *","blackout_windows":[{"from":"00:00","to":"23:00"}]}""");
        using var never = await client.ReadFromAsync("/api/scheduled-jobs/preview?cron=0+0+30+2+*");
        using var nonsense = await client.ReadFromAsync("/api/scheduled-jobs/preview?cron=whenever&time_zone=here");

        Assert.Equal(10, preview.Items.Count);
        Assert.All(preview.Items, due => Assert.Equal((TimeSpan.Zero, 21, 30), (due.Offset, due.Hour, due.Minute)));
        Assert.All((await whole.ReadAsync<SchedulePreview>(HttpStatusCode.OK)).Items, due => Assert.Equal(23, due.Hour));
        Assert.Equal(["cron"], await never.ReadErrorFieldsAsync());
        Assert.Equal(["cron", "time_zone"], await nonsense.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task Run_now_makes_the_job_of_the_schedule_once()
    {
        var schedule = await ScheduleAsync(api, new { cron_expression = "0 3 * * *", enabled = false });
        var client = await api.AsAsync(Roles.Operator);

        using var first = await client.PostAsync($"/api/scheduled-jobs/{schedule.Id}/run-now");
        using var second = await client.PostAsync($"/api/scheduled-jobs/{schedule.Id}/run-now");

        var started = await first.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        Assert.Equal(started.JobId, (await second.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId);
        var job = await client.GetAsync<JobResponse>($"/api/jobs/{started.JobId}");
        Assert.Equal((schedule.Id, JobTrigger.User, schedule.PlanId), (job.ScheduledJobId, job.TriggeredBy, job.PlanId));
        var after = await client.GetAsync<ScheduledJobResponse>($"/api/scheduled-jobs/{schedule.Id}");
        Assert.Equal((started.JobId, JobStatus.Pending, null, null), (after.LastJob!.JobId, after.LastJob.Status, after.LastDueAt, after.NextRun));
    }

    [Fact]
    public async Task A_change_takes_the_whole_schedule_but_neither_its_operation_nor_what_it_has_missed()
    {
        var schedule = await ScheduleAsync(api, new { cron_expression = "0 3 * * *", blackout_windows = new[] { new { days = new[] { "Monday" }, from = "22:00", to = "02:00" } } });
        var client = await api.AsAsync(Roles.Operator);
        await api.InDatabaseAsync(db => db.ScheduledJobs.Where(row => row.Id == schedule.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.CountsFrom, DateTimeOffset.UnixEpoch)));

        using var renamed = await PutAsync(client, schedule with { Name = $"renamed {schedule.Id}" });
        Assert.Equal(["monday"], Assert.Single((await renamed.ReadAsync<ScheduledJobResponse>(HttpStatusCode.OK)).BlackoutWindows).Days!);
        Assert.Equal(DateTimeOffset.UnixEpoch, await CountsFromAsync(schedule.Id));

        using var moved = await PutAsync(client, schedule with { CronExpression = "0 4 * * *" });
        Assert.Equal(4, (await moved.ReadAsync<ScheduledJobResponse>(HttpStatusCode.OK)).NextRun!.Value.Hour);
        Assert.NotEqual(DateTimeOffset.UnixEpoch, await CountsFromAsync(schedule.Id));

        using var turned = await PutAsync(client, schedule with { Operation = ScheduledOperation.Prune });
        Assert.Contains("operation", await turned.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task Are_switched_one_by_one_or_all_at_once()
    {
        var (one, other) = (await ScheduleAsync(api, new { cron_expression = "0 3 * * *" }), await ScheduleAsync(api, new { cron_expression = "0 3 * * *" }));
        var client = await api.AsAsync(Roles.Operator);

        using var disabled = await client.PostJsonAsync("/api/scheduled-jobs/disable", new { ids = new[] { one.Id } });
        using var again = await client.PostJsonAsync("/api/scheduled-jobs/disable", new { ids = new[] { one.Id } });
        Assert.Equal((1, 0), ((await disabled.ReadAsync<SchedulesChanged>()).Changed, (await again.ReadAsync<SchedulesChanged>()).Changed));
        Assert.Null((await client.GetAsync<ScheduledJobResponse>($"/api/scheduled-jobs/{one.Id}")).NextRun);

        using var all = await client.PostAsync("/api/scheduled-jobs/disable");
        Assert.True((await all.ReadAsync<SchedulesChanged>(HttpStatusCode.OK)).Changed >= 1);
        Assert.False((await client.GetAsync<ScheduledJobResponse>($"/api/scheduled-jobs/{other.Id}")).Enabled);
        using var enabled = await client.PostAsync("/api/scheduled-jobs/enable");
        Assert.True((await enabled.ReadAsync<SchedulesChanged>(HttpStatusCode.OK)).Changed >= 2);
        Assert.NotNull((await client.GetAsync<ScheduledJobResponse>($"/api/scheduled-jobs/{one.Id}")).NextRun);
    }

    [Fact]
    public async Task What_is_coming_is_told_by_day_and_what_was_due_by_outcome()
    {
        var schedule = await ScheduleAsync(api, new { cron_expression = "0 */6 * * *" });
        var client = await api.AsAsync(Roles.Viewer);

        var coming = (await client.GetAsync<UpcomingRuns>("/api/scheduled-jobs/upcoming?days=2")).Items.Where(run => run.ScheduledJobId == schedule.Id).ToList();
        Assert.Equal((8, schedule.NextRun), (coming.Sum(run => run.Count), coming[0].FirstAt));

        await api.InDatabaseAsync(db => db.ScheduledJobs.Where(row => row.Id == schedule.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.CountsFrom, one => one.CountsFrom.AddDays(-1))));
        var dueTimes = api.Services.GetRequiredService<DueTimes>();
        var item = (await dueTimes.LoadAsync(default)).Items.Single(one => one.EntityId == schedule.Id);
        var settled = await dueTimes.SettleAsync(item, default);
        Assert.Null(await dueTimes.SettleAsync(item, default));

        var due = Assert.Single((await client.GetAsync<Page<DueTimeResponse>>($"/api/scheduled-jobs/{schedule.Id}/due-times")).Items);
        Assert.Equal((settled!.Due.At, DueOutcome.Queued, 3, JobStatus.Pending), (due.DueAt, due.Outcome, due.MissedBefore, due.JobStatus));
        var job = await client.GetAsync<JobResponse>($"/api/jobs/{due.JobId}");
        Assert.Equal((JobTrigger.Schedule, schedule.Id), (job.TriggeredBy, job.ScheduledJobId));
    }

    [Fact]
    public async Task Go_with_their_plan()
    {
        var schedule = await ScheduleAsync(api, new { cron_expression = "0 3 * * *" });
        var client = await api.AsAsync(Roles.Operator);

        using var deleted = await client.RemoveAsync($"/api/plans/{schedule.PlanId}");
        using var gone = await client.RemoveAsync($"/api/scheduled-jobs/{schedule.Id}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
    }

    /// <summary>A schedule of a new plan.</summary>
    internal static async Task<ScheduledJobResponse> ScheduleAsync(ApiApplication api, object times)
    {
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync(site: $"site-{Guid.NewGuid():N}"));
        var body = JsonSerializer.SerializeToNode(times, HttpJson.Options)!.AsObject();
        body["plan_id"] = plan.Id;
        using var response = await (await api.AsAsync(Roles.Operator)).PostJsonAsync("/api/scheduled-jobs", body);
        return await response.ReadAsync<ScheduledJobResponse>(HttpStatusCode.Created);
    }

    // What a caller has read it may send back.
    private static Task<HttpResponseMessage> PutAsync(HttpClient client, ScheduledJobResponse schedule)
    {
        var body = JsonSerializer.SerializeToNode(schedule, HttpJson.Options)!.AsObject();
        return client.SendJsonAsync(HttpMethod.Put, $"/api/scheduled-jobs/{schedule.Id}", body.ToJsonString());
    }

    private Task<DateTimeOffset> CountsFromAsync(Guid id) => api.InDatabaseAsync(db => db.ScheduledJobs.Where(row => row.Id == id).Select(row => row.CountsFrom).SingleAsync());

    private async Task<HttpResponseMessage> PostAsync(object request) => await (await api.AsAsync(Roles.Operator)).PostJsonAsync("/api/scheduled-jobs", request);
}
