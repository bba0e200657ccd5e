using BorgUi.Api.Access;
using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Maintenance;

internal sealed class GetMaintenanceJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{id:guid}", HandleAsync)
        .WithName(nameof(GetMaintenanceJob))
        .WithSummary("One maintenance job, with its newest run")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<MaintenanceJobResponse>, NotFound>> HandleAsync(
        Guid id, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken) =>
        await MaintenanceProjection.ReadAsync(db, db.MaintenanceJobs.Where(job => job.Id == id), clock.GetUtcNow(), cancellationToken) is [var found]
            ? TypedResults.Ok(found)
            : TypedResults.NotFound();
}
