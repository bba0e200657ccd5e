using BorgUi.Api.Access;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Schedules;

internal sealed class GetScheduledJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}", HandleAsync)
        .WithName(nameof(GetScheduledJob))
        .WithSummary("One schedule")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<ScheduledJobResponse>, NotFound>> HandleAsync(
        Guid id, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken) =>
        await db.ScheduledJobs.Where(schedule => schedule.Id == id).Select(ScheduledJobRow.OfSchedule).FirstOrDefaultAsync(cancellationToken) is { } row
            ? TypedResults.Ok(row.ToResponse(clock.GetUtcNow()))
            : TypedResults.NotFound();
}
