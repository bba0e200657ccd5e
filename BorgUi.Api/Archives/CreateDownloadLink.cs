using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Archives;

internal sealed class CreateDownloadLink : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/download-links", HandleAsync)
        .WithName(nameof(CreateDownloadLink))
        .WithSummary("An address to download files of an archive from")
        .WithDescription("Whoever has it can use it without a login until it expires.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Created<DownloadLink>, NotFound, ValidationProblem>> HandleAsync(
        Guid id, DownloadLinkRequest request, BorgUiDbContext db, DownloadLinks links, CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var (paths, format) = DownloadRules.Of(errors, "paths", request.Paths ?? [], request.Format);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        return links.Make(id, paths, format) is { } link
            ? TypedResults.Created(link.Url, link)
            : FieldErrors.Of("paths", "These are too many for one address; give the folders that they are in, or restore them.").ToProblem();
    }
}
