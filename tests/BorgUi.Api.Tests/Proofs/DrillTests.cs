using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Proofs;
using BorgUi.Core.Archives;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Proofs;

public sealed class DrillTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task A_drill_is_queued_with_what_was_asked_of_it()
    {
        var plan = await BackedUpPlanAsync();

        var started = await DrillAsync(plan.Id, new { sample_files = 7, seed = 5 });

        await using var db = NewContext();
        var job = await db.Jobs.OfType<RestoreDrillJob>().SingleAsync(row => row.Id == started.JobId);
        Assert.Equal((7, null, 5), (job.Details.SampleFiles, job.Details.SampleBytes, job.Details.Seed));
        Assert.Equal((plan.Id, plan.RepositoryId), (job.PlanId, job.RepositoryId));
        Assert.Equal(started.JobId, (await DrillAsync(plan.Id, new { sample_files = 7, seed = 5 })).JobId);
    }

    [Fact]
    public async Task What_cannot_be_drilled_is_refused()
    {
        var client = await api.AsAsync(Roles.Operator);
        var empty = await api.PlanAsync(await api.ReadyRepositoryAsync());
        var plan = await BackedUpPlanAsync();

        using var nothing = await client.PostJsonAsync($"/api/plans/{empty.Id}/drill", new { });
        using var unknown = await client.PostJsonAsync($"/api/plans/{Guid.NewGuid()}/drill", new { });
        using var tooMuch = await client.PostJsonAsync($"/api/plans/{plan.Id}/drill", new { sample_files = 1001, sample_bytes = 1 });

        await nothing.ReadProblemAsync(HttpStatusCode.Conflict);
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(["sample_bytes", "sample_files"], (await tooMuch.ReadErrorFieldsAsync()).Order());
    }

    [Fact]
    public async Task A_plan_shows_its_proof_and_about_how_long_everything_would_take()
    {
        var plan = await BackedUpPlanAsync();
        var day = new DateTimeOffset(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
        await AddProofAsync(plan, day, isGood: true, speed: 1_000_000);
        await AddProofAsync(plan, day.AddDays(1), isGood: false, speed: null);

        var shown = await (await api.AsAsync(Roles.Viewer)).GetAsync<PlanResponse>($"/api/plans/{plan.Id}");

        Assert.Equal((day, false, day.AddDays(1)), (shown.ProvenAt, shown.LastDrill?.Good, shown.LastDrill?.At));
        Assert.Equal((1_000_000L, 3600), (shown.RestoreSpeedBytes, shown.RestoreSeconds));
    }

    [Fact]
    public async Task A_schedule_can_drill()
    {
        var plan = await BackedUpPlanAsync();
        using var response = await (await api.AsAsync(Roles.Operator)).PostJsonAsync("/api/scheduled-jobs", new { plan_id = plan.Id, operation = "restore_drill", cron_expression = "0 5 * * 0" });
        var schedule = await response.ReadAsync<Contracts.Schedules.ScheduledJobResponse>(HttpStatusCode.Created);

        using var run = await (await api.AsAsync(Roles.Operator)).PostJsonAsync($"/api/scheduled-jobs/{schedule.Id}/run-now", new { });

        var started = await run.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        Assert.Equal($"Restore drill of {plan.Name}", schedule.Name);
        Assert.Equal(JobType.RestoreDrill, (await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{started.JobId}")).JobType);
    }

    private async Task<JobStarted> DrillAsync(Guid planId, object request)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).PostJsonAsync($"/api/plans/{planId}/drill", request);
        return await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
    }

    private async Task<PlanResponse> BackedUpPlanAsync()
    {
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync());
        await using var db = NewContext();
        db.Archives.Add(new Archive
        {
            RepositoryId = plan.RepositoryId, PlanId = plan.Id, Name = "newest", BorgId = Guid.NewGuid().ToString("N"), StartedAt = DateTimeOffset.UnixEpoch, OriginalSizeBytes = 3_600_000_000,
        });
        await db.SaveChangesAsync();
        return plan;
    }

    private async Task AddProofAsync(PlanResponse plan, DateTimeOffset at, bool isGood, long? speed)
    {
        await using var db = NewContext();
        db.Proofs.Add(new() { Kind = ProofKind.RestoreDrill, PlanId = plan.Id, RepositoryId = plan.RepositoryId, At = at, IsGood = isGood, Detail = "As it was.", BytesPerSecond = speed });
        await db.SaveChangesAsync();
    }

    private BorgUiDbContext NewContext() => api.Services.GetRequiredService<IDbContextFactory<BorgUiDbContext>>().CreateDbContext();
}
