using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class ListRepositories : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", HandleAsync)
        .WithName(nameof(ListRepositories))
        .WithSummary("The repositories, by name")
        .WithDescription("search looks at name and location.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<RepositoryResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page, string? search, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterName(errors);
        var sought = TextRules.Search(errors, search);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var filtered = db.Repositories.AsQueryable();
        if (sought is not null)
        {
            var pattern = TextRules.Anywhere(sought);
            filtered = filtered.Where(repository => EF.Functions.ILike(repository.Name, pattern, TextRules.Escape) || EF.Functions.ILike(repository.Location, pattern, TextRules.Escape));
        }

        var rest = after is null ? filtered : filtered.Where(repository => repository.Name.CompareTo(after.Name) > 0);
        return TypedResults.Ok(await rest.OrderBy(repository => repository.Name).Select(RepositoryProjection.Of(db))
            .ToPageAsync(page, filtered, repository => new NameCursor(repository.Name).ToString(), cancellationToken));
    }
}
