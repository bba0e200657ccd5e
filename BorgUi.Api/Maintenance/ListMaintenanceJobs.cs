using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Contracts;
using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Maintenance;

internal sealed class ListMaintenanceJobs : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/jobs", HandleAsync)
        .WithName(nameof(ListMaintenanceJobs))
        .WithSummary("What BorgUi does by itself to stay in order, by key")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Ok<Page<MaintenanceJobResponse>>> HandleAsync(
        [FromQuery(Name = "visible_in_ui"), Description("Only those that are, or are not, for people to see; true when left out.")] bool? visibleInUi,
        BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var wanted = visibleInUi ?? true;
        var jobs = await MaintenanceProjection.ReadAsync(db, db.MaintenanceJobs.Where(job => job.VisibleInUi == wanted), clock.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(new Page<MaintenanceJobResponse> { Items = jobs, Total = jobs.Count });
    }
}
