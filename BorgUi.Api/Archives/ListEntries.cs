using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

/// <summary>In what order the entries of a folder are wanted.</summary>
internal sealed record EntryOrder(
    [property: Microsoft.AspNetCore.Mvc.FromQuery(Name = "sort"), Description("name, size or mtime; name when left out. By name, folders come first.")] string? Sort,
    [property: Microsoft.AspNetCore.Mvc.FromQuery(Name = "descending")] bool? Descending)
{
    public EntrySort Check(FieldErrors errors) => EnumWords<EntrySort>.Parse(errors, "sort", Sort is null ? [] : [Sort]) is [var given, ..] ? given : EntrySort.Name;
}

internal sealed class ListEntries : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/entries", HandleAsync)
        .WithName(nameof(ListEntries))
        .WithSummary("A folder of an archive")
        .WithDescription("From the index at once. Of an archive that is not indexed yet, borg goes through all of it: its first 1000 entries, folders first, and how many there are; 409 names the job that the repository is busy with.")
        .Produces<ArchiveFolder>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .RequireAuthorization(Policies.Viewer);

    private static async Task<IResult> HandleAsync(
        Guid id,
        [Description("As stored; the root when left out.")] string? path,
        [AsParameters] EntryOrder order,
        [AsParameters] PartQuery part,
        BorgUiDbContext db,
        BorgFolders folders,
        CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var (stored, offset, sort) = (StoredPath.Read(errors, path), part.Check(errors), order.Check(errors));
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (await db.IndexPoints.AsNoTracking().FirstOrDefaultAsync(point => point.ArchiveId == id, cancellationToken) is not { } point)
        {
            var (folder, refusal) = await folders.FindAsync(target, stored, cancellationToken);
            return refusal ?? TypedResults.Ok(folder);
        }

        var entries = new IndexedFolders(db, point);
        var (itself, isThere) = await entries.FindAsync(stored, cancellationToken);
        return isThere ? TypedResults.Ok(await entries.ReadAsync(stored, itself, sort, order.Descending == true, offset, part.Size, cancellationToken)) : TypedResults.NotFound();
    }
}
