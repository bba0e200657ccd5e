using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

internal sealed class ListVersions : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/versions", HandleAsync)
        .WithName(nameof(ListVersions))
        .WithSummary("The versions of a file or folder over the indexed archives of a repository")
        .WithDescription("The newest first, with the archive in which it vanished.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<FileVersions>, NotFound, ValidationProblem>> HandleAsync(
        Guid id, [Description("As it is stored.")] string? path, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var stored = StoredPath.Read(errors, path);
        if (stored.Length == 0)
        {
            errors.Add("path", "Give the path of a file or folder.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var versions = await VersionReader.ReadAsync(db, id, stored, cancellationToken);
        if (versions.Count == 0 && !await db.Repositories.AnyAsync(repository => repository.Id == id, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var unindexed = await db.Archives.CountAsync(archive => archive.RepositoryId == id && archive.IndexState != IndexState.Ready, cancellationToken);
        return TypedResults.Ok(new FileVersions { Path = stored, Items = versions, UnindexedArchives = unindexed });
    }
}
