using BorgUi.Api.Access;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class GetExportedKey : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/key", HandleAsync)
        .WithName(nameof(GetExportedKey))
        .WithSummary("The key of a repository as last exported; still sealed by the passphrase")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Ok<ExportedKey>, NotFound>> HandleAsync(
        Guid id, BorgUiDbContext db, SecretBox secrets, HttpResponse response, CancellationToken cancellationToken)
    {
        var found = await db.Repositories
            .Where(repository => repository.Id == id)
            .Select(repository => new { repository.SealedKeyExport, repository.KeyExportedAt })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is not { SealedKeyExport: { } seal, KeyExportedAt: { } at })
        {
            return TypedResults.NotFound();
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new ExportedKey(secrets.Open(seal, RepositorySecret.KeyExport(id)), at));
    }
}
