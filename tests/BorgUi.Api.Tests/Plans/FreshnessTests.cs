using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Stats;
using BorgUi.Core.Alarms;
using BorgUi.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Plans;

/// <summary>How fresh plans are, and the alarms that come of it.</summary>
public sealed class FreshnessTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private const int Day = 24 * 60 * 60;

    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task A_plan_shows_how_fresh_it_must_be_and_is_and_what_its_schedules_will_do()
    {
        var made = await api.PlanAsync(new SavePlanRequest { RepositoryId = await api.ReadyRepositoryAsync(), ExpectedEverySeconds = 2 * Day });
        var client = await api.AsAsync(Roles.Operator);
        using var scheduled = await client.PostJsonAsync("/api/scheduled-jobs", new { plan_id = made.PlanId, cron_expression = "0 3 * * *" });

        var plan = await GetAsync(made.PlanId);

        Assert.Equal(2 * Day, plan.ExpectedEverySeconds);
        Assert.True(plan.Freshness is
        {
            Status: FreshnessStatus.Unproven, IsOverdue: false, ExpectedBy: FreshnessSource.Plan, ExpectedEverySeconds: 2 * Day, LastSuccess: null, NextRun: not null,
        });
        Assert.Equal((plan.CreatedAt.AddDays(2), plan.RepositoryId), (plan.Freshness.DueBy, plan.Freshness.RepositoryId));
    }

    [Theory]
    [InlineData("""{"expected_every_seconds":599}""", "expected_every_seconds")]
    [InlineData("""{"expected_every_seconds":31622401}""", "expected_every_seconds")]
    [InlineData("""{"absent_until":"2020-01-01T00:00:00Z"}""", "absent_until")]
    [InlineData("""{"absent_until":"2999-01-01T00:00:00Z"}""", "absent_until")]
    [InlineData("""{"absent_reason":"on holiday"}""", "absent_reason")]
    public async Task What_cannot_be_expected_is_refused(string json, params string[] fields)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).SendJsonAsync(HttpMethod.Post, "/api/plans", json);

        Assert.Equal(fields, (await response.ReadErrorFieldsAsync()).Intersect(fields));
    }

    [Fact]
    public async Task An_absence_is_declared_and_ended_on_the_plan_and_one_that_has_passed_is_kept_but_not_shown()
    {
        var repository = await api.ReadyRepositoryAsync();
        var until = api.Clock.GetUtcNow().AddDays(3);
        var plan = await api.PlanAsync(new SavePlanRequest { RepositoryId = repository, ExpectedEverySeconds = Day, AbsentUntil = until, AbsentReason = "on holiday" });
        Assert.Equal((FreshnessStatus.Absent, "on holiday"), (plan.Freshness!.Status, plan.AbsentReason));

        var ended = await ReplaceAsync(plan, absentUntil: null);
        Assert.Equal((FreshnessStatus.Unproven, null), (ended.Freshness!.Status, ended.AbsentUntil));

        await api.InDatabaseAsync(db => db.Plans.Where(row => row.Id == plan.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.AbsentUntil, api.Clock.GetUtcNow().AddHours(-1))));
        var passed = await ReplaceAsync(plan, absentUntil: null);
        Assert.Null(passed.AbsentUntil);
        Assert.True(passed.Freshness!.DueBy > api.Clock.GetUtcNow().AddHours(22));
    }

    [Fact]
    public async Task Plans_are_listed_by_how_fresh_they_are()
    {
        var good = (await JobAsync(await _worker.RunBackupAsync(JobStatus.Completed))).PlanId!.Value;
        var bad = (await JobAsync(await _worker.RunBackupAsync(JobStatus.Failed, "disk full"))).PlanId!.Value;
        var viewer = await api.AsAsync(Roles.Viewer);

        var failing = await viewer.GetAsync<Page<PlanResponse>>("/api/plans?freshness=failing&freshness=overdue&limit=500");
        var others = await viewer.GetAsync<Page<PlanResponse>>("/api/plans?freshness=unscheduled&limit=500");
        using var nonsense = await viewer.ReadFromAsync("/api/plans?freshness=stale");

        Assert.Contains(failing.Items, plan => plan.Id == bad && plan.Freshness!.Reason.Contains("disk full", StringComparison.Ordinal));
        Assert.DoesNotContain(failing.Items, plan => plan.Id == good);
        Assert.Contains(others.Items, plan => plan.Id == good && plan.Freshness!.LastSuccess is not null);
        Assert.Equal(["freshness"], await nonsense.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task An_overdue_plan_leads_the_dashboard_and_its_alarm_can_be_read_after_it_has_cleared()
    {
        var plan = await api.PlanAsync(new SavePlanRequest { RepositoryId = await api.ReadyRepositoryAsync(), ExpectedEverySeconds = Day });
        await api.InDatabaseAsync(db => db.Plans.Where(row => row.Id == plan.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.CreatedAt, it => it.CreatedAt.AddDays(-3))));
        var viewer = await api.AsAsync(Roles.Viewer);
        await EvaluateUntilAsync(viewer, activeAlarms: 1);

        var dashboard = await viewer.GetAsync<DashboardResponse>("/api/stats/dashboard");
        var active = await viewer.GetAsync<Page<AlarmResponse>>("/api/alarms?kind=overdue");
        await api.InDatabaseAsync(db => db.Plans.Where(row => row.Id == plan.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.ExpectedEvery, (TimeSpan?)null)));
        await EvaluateUntilAsync(viewer, activeAlarms: 0);
        var cleared = await viewer.GetAsync<Page<AlarmResponse>>("/api/alarms?cleared=true");

        Assert.Equal((plan.Id, true), (dashboard.PlanGlances[0].PlanId, dashboard.PlanGlances[0].Freshness.IsOverdue));
        Assert.Equal(dashboard.Plans, dashboard.Freshness.Sum(count => count.Plans));
        Assert.Equal(active.Items[0], Assert.Single(dashboard.Alarms));
        Assert.Equal((plan.Id, AlarmSubject.Plan, 1), (active.Items[0].SubjectId, active.Items[0].SubjectType, dashboard.ActiveAlarms));
        Assert.True(Assert.Single(cleared.Items) is { ClearedAt: not null } && cleared.Items[0].Id == active.Items[0].Id);
    }

    // The API looks by itself too; while it does, nobody else can.
    private Task EvaluateUntilAsync(HttpClient viewer, int activeAlarms) => Eventually.HoldsAsync(async () =>
    {
        await api.Services.GetRequiredService<AlarmEvaluator>().EvaluateAsync(default);
        return (await viewer.GetAsync<Page<AlarmResponse>>("/api/alarms")).Items.Count == activeAlarms;
    });

    private async Task<PlanResponse> GetAsync(Guid id) => await (await api.AsAsync(Roles.Viewer)).GetAsync<PlanResponse>($"/api/plans/{id}");

    private async Task<JobResponse> JobAsync(Guid id) => await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{id}");

    private async Task<PlanResponse> ReplaceAsync(PlanResponse plan, DateTimeOffset? absentUntil)
    {
        var request = new { plan.Name, repository_id = plan.RepositoryId, plan.Sources, expected_every_seconds = Day, absent_until = absentUntil };
        using var response = await (await api.AsAsync(Roles.Operator)).SendAsync(new(HttpMethod.Put, $"/api/plans/{plan.Id}")
        {
            Content = System.Net.Http.Json.JsonContent.Create(request, options: HttpJson.Options),
        });
        return await response.ReadAsync<PlanResponse>(HttpStatusCode.OK);
    }
}
