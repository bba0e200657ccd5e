using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Data;

namespace BorgUi.Api.Archives;

internal sealed class ListEntries : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/entries", HandleAsync)
        .WithName(nameof(ListEntries))
        .WithSummary("A folder of an archive")
        .WithDescription("borg goes through the whole archive for it: its first 1000 entries, folders first, and how many there are. 409 names the job that the repository is busy with.")
        .Produces<ArchiveFolder>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .RequireAuthorization(Policies.Viewer);

    private static async Task<IResult> HandleAsync(
        Guid id,
        [Description("As stored; the root when left out.")] string? path,
        BorgUiDbContext db,
        BorgFolders folders,
        CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var stored = path?.Trim('/') is { Length: > 0 } given ? PathRules.Stored(errors, "path", [given]) : [];
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var (folder, refusal) = await folders.FindAsync(target, stored is [var one] ? one : "", cancellationToken);
        return refusal ?? TypedResults.Ok(folder);
    }
}
