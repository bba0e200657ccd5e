using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Schedules;

internal sealed class CreateScheduledJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/", HandleAsync)
        .WithName(nameof(CreateScheduledJob))
        .WithSummary("Make a schedule")
        .WithDescription("A backup with repository_id and sources in place of plan_id makes the plan along with it, under the same name.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Created<ScheduledJobResponse>, ValidationProblem, ConflictProblem>> HandleAsync(
        SaveScheduledJobRequest request, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var now = clock.GetUtcNow();
        var newPlan = await ScheduleTarget.NewPlanAsync(errors, request, db, now, cancellationToken);
        var wanted = await ScheduleRules.CheckAsync(errors, request, newPlan, db, now, cancellationToken);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var schedule = new ScheduledJob
        {
            Name = wanted.Name,
            Operation = wanted.Operation,
            PlanId = wanted.PlanId,
            RepositoryId = wanted.RepositoryId,
            CronExpression = wanted.CronExpression,
            TimeZone = wanted.TimeZone,
            Enabled = wanted.Enabled,
            CatchUp = wanted.CatchUp,
            JitterSeconds = wanted.JitterSeconds,
            Blackouts = wanted.Blackouts,
            CountsFrom = await DueTimes.NowAsync(db, cancellationToken),
            CreatedAt = now,
        };
        if (newPlan is not null)
        {
            db.Plans.Add(newPlan);
        }

        db.ScheduledJobs.Add(schedule);
        if (await ScheduleRules.SaveAsync(db, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        var row = await db.ScheduledJobs.Where(one => one.Id == schedule.Id).Select(ScheduledJobRow.OfSchedule).FirstAsync(cancellationToken);
        return TypedResults.Created($"/api/scheduled-jobs/{schedule.Id}", row.ToResponse(now));
    }
}
