using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

internal sealed class ListArchives : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", HandleAsync)
        .WithName(nameof(ListArchives))
        .WithSummary("The archives of all repositories, newest first")
        .WithDescription("search looks at the names of archive and plan, at host name and comment.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<ArchiveResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page,
        [Description("The id or the name of a repository.")] string? repository,
        string? search,
        BorgUiDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        var filtered = Filter(errors, db.Archives, repository, TextRules.Search(errors, search));
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var rest = after is null ? filtered : filtered.Where(archive => EF.Functions.LessThan(ValueTuple.Create(archive.StartedAt, archive.Id), ValueTuple.Create(after.At, after.Id)));
        return TypedResults.Ok(await rest.OrderByDescending(archive => archive.StartedAt).ThenByDescending(archive => archive.Id).Select(ArchiveProjection.OfArchive)
            .ToPageAsync(page, filtered, archive => new TimeCursor(archive.StartedAt, archive.Id).ToString(), cancellationToken));
    }

    private static IQueryable<Archive> Filter(FieldErrors errors, IQueryable<Archive> archives, string? repository, string? search)
    {
        if (Guid.TryParse(repository, out var id))
        {
            archives = archives.Where(archive => archive.RepositoryId == id);
        }
        else if (!string.IsNullOrWhiteSpace(repository))
        {
            var name = TextRules.Name(errors, "repository", repository);
            archives = archives.Where(archive => archive.Repository!.Name == name);
        }

        if (search is null)
        {
            return archives;
        }

        var pattern = TextRules.Anywhere(search);
        return archives.Where(archive =>
            EF.Functions.ILike(archive.Name, pattern, TextRules.Escape)
            || EF.Functions.ILike(archive.Plan!.Name, pattern, TextRules.Escape)
            || EF.Functions.ILike(archive.Hostname!, pattern, TextRules.Escape)
            || EF.Functions.ILike(archive.Comment!, pattern, TextRules.Escape));
    }
}
