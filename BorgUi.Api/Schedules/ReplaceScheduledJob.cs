using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Schedules;

internal sealed class ReplaceScheduledJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/{id:guid}", HandleAsync)
        .WithName(nameof(ReplaceScheduledJob))
        .WithSummary("Change a schedule")
        .WithDescription("Takes the whole schedule; what is left out goes back to its default. What the plan says is changed with the plan. A changed time counts from now on.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Ok<ScheduledJobResponse>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, SaveScheduledJobRequest request, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.ScheduledJobs.FindAsync([id], cancellationToken) is not { } schedule)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var now = clock.GetUtcNow();
        if (request.Operation is { } operation && operation != schedule.Operation)
        {
            errors.Add("operation", "A schedule keeps its operation; make another schedule for this one.");
        }

        var wanted = await ScheduleRules.CheckAsync(errors, request with { Operation = schedule.Operation }, newPlan: null, db, now, cancellationToken);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (IsDueAnew(schedule, wanted))
        {
            schedule.CountsFrom = await DueTimes.NowAsync(db, cancellationToken);
        }

        schedule.Name = wanted.Name;
        schedule.PlanId = wanted.PlanId;
        schedule.RepositoryId = wanted.RepositoryId;
        schedule.CronExpression = wanted.CronExpression;
        schedule.TimeZone = wanted.TimeZone;
        schedule.Enabled = wanted.Enabled;
        schedule.CatchUp = wanted.CatchUp;
        schedule.JitterSeconds = wanted.JitterSeconds;
        schedule.Blackouts = wanted.Blackouts;
        if (await ScheduleRules.SaveAsync(db, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        var row = await db.ScheduledJobs.Where(one => one.Id == id).Select(ScheduledJobRow.OfSchedule).FirstAsync(cancellationToken);
        return TypedResults.Ok(row.ToResponse(now));
    }

    // By its new times it would have missed what nobody had asked for then.
    private static bool IsDueAnew(ScheduledJob schedule, CheckedSchedule wanted) =>
        schedule.CronExpression != wanted.CronExpression || schedule.TimeZone != wanted.TimeZone || !schedule.Blackouts.SequenceEqual(wanted.Blackouts)
        || (wanted.Enabled && !schedule.Enabled) || schedule.PlanId != wanted.PlanId || schedule.RepositoryId != wanted.RepositoryId;
}
