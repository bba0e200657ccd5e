using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Schedules;
using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Maintenance;

internal sealed class ChangeMaintenanceJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/jobs/{id:guid}", HandleAsync)
        .WithName(nameof(ChangeMaintenanceJob))
        .WithSummary("Enable or disable a maintenance job, or change its time")
        .WithDescription("What is left out stays. Its due times count from now on.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Ok<MaintenanceJobResponse>, NotFound, ValidationProblem>> HandleAsync(
        Guid id, ChangeMaintenanceJobRequest request, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.MaintenanceJobs.FindAsync([id], cancellationToken) is not { } job)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        if (request.ScheduleCron is not null)
        {
            CronRules.Check(errors, ("schedule_cron", request.ScheduleCron), ("time_zone", CronRules.Utc), [], clock.GetUtcNow());
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        job.Enabled = request.Enabled ?? job.Enabled;
        job.ScheduleCron = request.ScheduleCron is null ? job.ScheduleCron : CronRules.Written(request.ScheduleCron);
        job.CountsFrom = await DueTimes.NowAsync(db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok((await MaintenanceProjection.ReadAsync(db, db.MaintenanceJobs.Where(row => row.Id == id), clock.GetUtcNow(), cancellationToken))[0]);
    }
}
