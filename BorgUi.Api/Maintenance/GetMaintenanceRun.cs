using BorgUi.Api.Access;
using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Maintenance;

internal sealed class GetMaintenanceRun : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/runs/{id:guid}", HandleAsync)
        .WithName(nameof(GetMaintenanceRun))
        .WithSummary("One run of maintenance, with its result")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<MaintenanceRunResponse>, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken) =>
        await db.MaintenanceRuns.Where(run => run.Id == id).Select(MaintenanceProjection.OfRun).FirstOrDefaultAsync(cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.NotFound();
}
