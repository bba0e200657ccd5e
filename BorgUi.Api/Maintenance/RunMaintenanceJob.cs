using BorgUi.Api.Access;
using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using BorgUi.Core.Maintenance;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Maintenance;

internal sealed class RunMaintenanceJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/jobs/{id:guid}/run", HandleAsync)
        .WithName(nameof(RunMaintenanceJob))
        .WithSummary("Do a maintenance job now")
        .WithDescription("A worker takes it within seconds. One that is under way is answered instead of a second one.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<MaintenanceStarted>, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (!await db.MaintenanceJobs.AnyAsync(job => job.Id == id, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var (runId, isNew) = await MaintenanceRuns.RequestAsync(db, id, cancellationToken);
        return TypedResults.Accepted(
            $"/api/v1/maintenance/runs/{runId}",
            new MaintenanceStarted(runId, MaintenanceRunStatus.Running, isNew ? "A worker takes it within seconds." : "It is under way already."));
    }
}
