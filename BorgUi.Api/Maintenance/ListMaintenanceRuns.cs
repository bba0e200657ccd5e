using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Maintenance;

internal sealed class ListMaintenanceRuns : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/runs", HandleAsync)
        .WithName(nameof(ListMaintenanceRuns))
        .WithSummary("The runs of maintenance, newest first")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<MaintenanceRunResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page, [FromQuery(Name = "maintenance_job_id")] Guid? maintenanceJobId, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var filtered = db.MaintenanceRuns.Where(run => maintenanceJobId == null || run.MaintenanceJobId == maintenanceJobId);
        var rest = after is null ? filtered : filtered.Where(run => EF.Functions.LessThan(ValueTuple.Create(run.StartedAt, run.Id), ValueTuple.Create(after.At, after.Id)));
        return TypedResults.Ok(await rest.OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Id).Select(MaintenanceProjection.OfRun)
            .ToPageAsync(page, filtered, run => new TimeCursor(run.StartedAt, run.Id).ToString(), cancellationToken));
    }
}
