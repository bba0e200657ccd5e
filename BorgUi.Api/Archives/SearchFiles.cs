using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

/// <summary>What is looked for, as it stands in the address.</summary>
internal sealed record SearchQuery(
    [property: FromQuery(Name = "q"), Description("A part of a name, or of a path if it holds a slash; with * or ? a whole name, or the end of a path.")] string? Text,
    [property: FromQuery(Name = "repository_id")] Guid? RepositoryId,
    [property: FromQuery(Name = "type"), Description("file, folder, symlink, hardlink, fifo, char_device or block_device.")] string? Type,
    [property: FromQuery(Name = "min_size"), Description("Bytes.")] long? MinimumSize,
    [property: FromQuery(Name = "max_size"), Description("Bytes.")] long? MaximumSize,
    [property: FromQuery(Name = "from"), Description("Modified then or later.")] DateTimeOffset? From,
    [property: FromQuery(Name = "to"), Description("Modified then or before.")] DateTimeOffset? To)
{
    public SearchPattern? Pattern(FieldErrors errors)
    {
        var pattern = Text is { Length: <= 1000 } text && !text.Contains('\0', StringComparison.Ordinal) && TextRules.IsWellFormed(text) ? SearchPattern.Parse(text) : null;
        if (pattern is null)
        {
            errors.Add("q", $"Give at least {SearchPattern.MinimumCharacters} characters to look for, beside * and ?.");
        }

        return pattern;
    }

    public SearchFilter Filter(FieldErrors errors) => new()
    {
        RepositoryId = RepositoryId,
        Type = EnumWords<EntryType>.Parse(errors, "type", Type is null ? [] : [Type]) is [var type, ..] ? type : null,
        MinimumBytes = MinimumSize,
        MaximumBytes = MaximumSize,
        ModifiedFrom = From,
        ModifiedTo = To,
    };
}

internal sealed class SearchFiles : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/search", HandleAsync)
        .WithName(nameof(SearchFiles))
        .WithSummary("Find files by name over all indexed archives of all repositories")
        .WithDescription("Case does not matter. A path is told once, however many archives hold it.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<SearchResponse>, ValidationProblem>> HandleAsync(
        [AsParameters] SearchQuery query, [AsParameters] PartQuery part, BorgUiDbContext db, ArchiveSearch search, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var (offset, pattern, filter) = (part.Check(errors), query.Pattern(errors), query.Filter(errors));
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (await search.FindAsync(pattern!, filter, part.Size, offset, cancellationToken) is not { } found)
        {
            return FieldErrors.Of("q", "There is too much to look through for this; give more of the name, or fewer conditions beside it.").ToProblem();
        }

        return TypedResults.Ok(new SearchResponse
        {
            Items = found.Hits,
            More = found.More,
            Next = found.More ? PartQuery.After(offset + part.Size) : null,
            UnindexedArchives = await db.Archives.CountAsync(
                archive => archive.IndexState != IndexState.Ready && (query.RepositoryId == null || archive.RepositoryId == query.RepositoryId), cancellationToken),
        });
    }
}
