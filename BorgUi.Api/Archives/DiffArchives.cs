using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

internal sealed class DiffArchives : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/diff/{other_id:guid}", HandleAsync)
        .WithName(nameof(DiffArchives))
        .WithSummary("What differs between two indexed archives of a repository")
        .WithDescription("The first is the older one. What was deleted since: change=removed and recursive=true, with the newest archive as the other.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<ArchiveDiff>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id,
        [FromRoute(Name = "other_id")] Guid otherId,
        [Description("A folder as it is stored; everything when left out.")] string? path,
        [Description("added, removed or changed; all when left out.")] string? change,
        [Description("All entries below the path that differ, instead of its own with their totals.")] bool? recursive,
        [AsParameters] PartQuery part,
        BorgUiDbContext db,
        ArchiveComparison comparison,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var offset = part.Check(errors);
        var folder = StoredPath.Read(errors, path);
        EntryChange? wanted = EnumWords<EntryChange>.Parse(errors, "change", change is null ? [] : [change]) is [var given, ..] ? given : null;
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var archives = await db.Archives.AsNoTracking().Where(archive => archive.Id == id || archive.Id == otherId).ToListAsync(cancellationToken);
        if (archives.Find(archive => archive.Id == id) is not { } from || archives.Find(archive => archive.Id == otherId) is not { } to || from.RepositoryId != to.RepositoryId)
        {
            return TypedResults.NotFound();
        }

        var points = await db.IndexPoints.AsNoTracking().Where(point => point.ArchiveId == id || point.ArchiveId == otherId).ToDictionaryAsync(point => point.ArchiveId!.Value, cancellationToken);
        if (!points.TryGetValue(id, out var fromPoint) || !points.TryGetValue(otherId, out var toPoint))
        {
            return IndexedArchive.NotYet();
        }

        return await comparison.CompareAsync(fromPoint, toPoint, folder, recursive == true, cancellationToken) is { } found
            ? TypedResults.Ok(Answer(from, to, folder, found, found.Items(wanted), offset, part.Size))
            : FieldErrors.Of("path", $"More than {ArchiveComparison.MaximumDifferences:N0} entries differ here; choose a folder, or leave recursive out.").ToProblem();
    }

    private static ArchiveDiff Answer(Archive from, Archive to, string path, Differences found, IReadOnlyList<DiffEntry> items, int offset, int size) => new()
    {
        From = ReferenceTo(from),
        To = ReferenceTo(to),
        Path = path,
        Added = found.Totals.Of(EntryChange.Added),
        Removed = found.Totals.Of(EntryChange.Removed),
        Changed = found.Totals.Of(EntryChange.Changed),
        Items = [.. items.Skip(offset).Take(size)],
        Total = items.Count,
        Next = offset + size < items.Count ? PartQuery.After(offset + size) : null,
        Source = EntrySource.Index,
    };

    private static ArchiveReference ReferenceTo(Archive archive) => new() { Id = archive.Id, Name = archive.Name, StartedAt = archive.StartedAt };
}
