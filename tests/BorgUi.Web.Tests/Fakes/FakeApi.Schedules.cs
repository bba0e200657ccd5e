using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Maintenance;
using BorgUi.Contracts.Schedules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BorgUi.Web.Tests.Fakes;

public sealed partial class FakeApi
{
    private void MapSchedules(IEndpointRouteBuilder routes)
    {
        var schedules = routes.MapGroup("/api/scheduled-jobs");
        schedules.MapGet("", (string? search, Guid? plan_id) => All(Sample.Schedules.Where(one => Matches(one.Name, search) && (plan_id is null || one.PlanId == plan_id))));
        schedules.MapPost("", (HttpRequest request) => TakeAsync(request, Results.Json(Sample.Schedules[0], statusCode: 201)));
        schedules.MapGet("/upcoming", (int days) => new UpcomingRuns(SampleSchedules.Coming(Sample.Schedules, days)));
        schedules.MapPost("/preview", (HttpRequest request) => TakeAsync(request, Results.Ok(
            new SchedulePreview([.. Enumerable.Range(1, 10).Select(day => new DateTimeOffset(2026, 12, day, 2, 0, 0, TimeSpan.Zero))]))));
        schedules.MapPost("/enable", (HttpRequest request) => TakeAsync(request, Results.Ok(new SchedulesChanged(1))));
        schedules.MapPost("/disable", (HttpRequest request) => TakeAsync(request, Results.Ok(new SchedulesChanged(1))));
        schedules.MapGet("/{id:guid}", (Guid id) => Found(Sample.Schedules.FirstOrDefault(one => one.Id == id)));
        schedules.MapPut("/{id:guid}", (HttpRequest request) => TakeAsync(request, Results.Ok(Sample.Schedules[0])));
        schedules.MapDelete("/{id:guid}", () => Refusal ?? Results.NoContent());
        schedules.MapGet("/{id:guid}/due-times", () => All(SampleSchedules.DueTimes()));
        schedules.MapPost("/{id:guid}/run-now", () => Refusal ?? Results.Json(new JobStarted(Sample.RunningJobId, JobStatus.Pending, "Queued."), statusCode: 202));

        var maintenance = routes.MapGroup("/api/v1/maintenance");
        maintenance.MapGet("/jobs", () => All(SampleSchedules.Jobs()));
        maintenance.MapGet("/runs", () => All(Sample.Schedules.Count == 0 ? [] : SampleSchedules.Runs()));
        maintenance.MapGet("/runs/{id:guid}", (Guid id) => Found(SampleSchedules.Runs().FirstOrDefault(run => run.RunId == id)));
        maintenance.MapPost("/jobs/{id:guid}/run", () => Refusal ?? Results.Json(new MaintenanceStarted(SampleSchedules.ReportRunId, MaintenanceRunStatus.Running, "Soon."), statusCode: 202));
        maintenance.MapPatch("/jobs/{id:guid}", (HttpRequest request) => TakeAsync(request, Results.Ok(SampleSchedules.Jobs()[0])));
    }
}
