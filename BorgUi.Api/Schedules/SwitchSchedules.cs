using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Schedules;

internal sealed class SwitchSchedules : IEndpoint
{
    private const int MostIds = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/enable", EnableAsync)
            .WithName("EnableSchedules")
            .WithSummary("Enable all schedules, or those that are named")
            .WithDescription("Their due times count from now on: what passed meanwhile is not caught up.")
            .RequireAuthorization(Policies.Operator);
        routes.MapPost("/disable", DisableAsync)
            .WithName("DisableSchedules")
            .WithSummary("Disable all schedules, or those that are named")
            .WithDescription("Jobs that wait or run already go on.")
            .RequireAuthorization(Policies.Operator);
    }

    private static async Task<Results<Ok<SchedulesChanged>, ValidationProblem>> EnableAsync(
        ChangeSchedulesRequest? request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var asked = Asked(errors, request, db);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var now = await DueTimes.NowAsync(db, cancellationToken);
        return TypedResults.Ok(new SchedulesChanged(await asked.Where(schedule => !schedule.Enabled).ExecuteUpdateAsync(
            set => set.SetProperty(schedule => schedule.Enabled, true).SetProperty(schedule => schedule.CountsFrom, now), cancellationToken)));
    }

    private static async Task<Results<Ok<SchedulesChanged>, ValidationProblem>> DisableAsync(
        ChangeSchedulesRequest? request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var asked = Asked(errors, request, db);
        return errors.Any ? errors.ToProblem() : TypedResults.Ok(new SchedulesChanged(await asked.Where(schedule => schedule.Enabled)
            .ExecuteUpdateAsync(set => set.SetProperty(schedule => schedule.Enabled, false), cancellationToken)));
    }

    private static IQueryable<ScheduledJob> Asked(FieldErrors errors, ChangeSchedulesRequest? request, BorgUiDbContext db)
    {
        if (request?.Ids is { Count: 0 or > MostIds })
        {
            errors.Add("ids", $"Name 1 to {MostIds} schedules, or leave it out for all.");
        }

        return request?.Ids is { } ids ? db.ScheduledJobs.Where(schedule => ids.Contains(schedule.Id)) : db.ScheduledJobs;
    }
}
