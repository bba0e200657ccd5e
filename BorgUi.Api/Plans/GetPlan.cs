using BorgUi.Api.Access;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Plans;

internal sealed class GetPlan : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}", HandleAsync)
        .WithName(nameof(GetPlan))
        .WithSummary("One plan")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<PlanResponse>, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken) =>
        await db.Plans.Where(plan => plan.Id == id).Select(PlanProjection.Of(db)).FirstOrDefaultAsync(cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.NotFound();
}
