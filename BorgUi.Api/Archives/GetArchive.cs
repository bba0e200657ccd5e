using BorgUi.Api.Access;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

internal sealed class GetArchive : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}", HandleAsync)
        .WithName(nameof(GetArchive))
        .WithSummary("One archive")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<ArchiveResponse>, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken) =>
        await db.Archives.Where(archive => archive.Id == id).Select(ArchiveProjection.OfArchive).FirstOrDefaultAsync(cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.NotFound();
}
