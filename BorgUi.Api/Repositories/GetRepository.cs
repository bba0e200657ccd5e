using BorgUi.Api.Access;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class GetRepository : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}", HandleAsync)
        .WithName(nameof(GetRepository))
        .WithSummary("One repository")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<RepositoryResponse>, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken) =>
        await db.Repositories.Where(repository => repository.Id == id).Select(RepositoryProjection.Of(db)).FirstOrDefaultAsync(cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.NotFound();
}
