using BorgUi.Api.Access;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Plans;

internal sealed class GetPlan : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}", HandleAsync)
        .WithName(nameof(GetPlan))
        .WithSummary("One plan, and how fresh its backups are")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<PlanResponse>, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken) =>
        await FreshPlans.FindAsync(db, id, clock.GetUtcNow(), cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.NotFound();
}
