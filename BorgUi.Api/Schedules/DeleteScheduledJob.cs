using BorgUi.Api.Access;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Schedules;

internal sealed class DeleteScheduledJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/{id:guid}", HandleAsync)
        .WithName(nameof(DeleteScheduledJob))
        .WithSummary("Delete a schedule; its plan and the jobs that it made stay")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<NoContent, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken) =>
        await db.ScheduledJobs.Where(schedule => schedule.Id == id).ExecuteDeleteAsync(cancellationToken) == 1 ? TypedResults.NoContent() : TypedResults.NotFound();
}
