using System.ComponentModel;
using System.Linq.Expressions;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Signals;
using BorgUi.Core.Data;
using BorgUi.Core.Signals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Signals;

internal sealed class ListPlanBackups : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/backups", HandleAsync)
        .WithName(nameof(ListPlanBackups))
        .WithSummary("What the backups of a plan were and what they changed, newest first")
        .WithDescription("Also of archives that are gone. What changed is known when an archive and the one before it are indexed.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<BackupFiguresResponse>>, NotFound, ValidationProblem>> HandleAsync(
        Guid id,
        [AsParameters] PageQuery page,
        [Description("true: only those that are unusual and that nobody has looked at.")] bool? unusual,
        BorgUiDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (!await db.Plans.AnyAsync(plan => plan.Id == id, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var filtered = (unusual == true ? db.BackupFigures.WhereToLookAt() : db.BackupFigures).Where(figures => figures.PlanId == id);
        var rest = after is null ? filtered : filtered.Where(figures => EF.Functions.LessThan(ValueTuple.Create(figures.StartedAt, figures.ArchiveId), ValueTuple.Create(after.At, after.Id)));
        return TypedResults.Ok(await rest.OrderByDescending(figures => figures.StartedAt).ThenByDescending(figures => figures.ArchiveId).Select(Of(db))
            .ToPageAsync(page, filtered, figures => new TimeCursor(figures.StartedAt, figures.ArchiveId).ToString(), cancellationToken));
    }

    private static Expression<Func<BackupFigures, BackupFiguresResponse>> Of(BorgUiDbContext db) => figures => new BackupFiguresResponse
    {
        ArchiveId = figures.ArchiveId,
        ArchiveName = db.Archives.Where(archive => archive.Id == figures.ArchiveId).Select(archive => archive.Name).FirstOrDefault(),
        RepositoryId = figures.RepositoryId,
        RepositoryName = figures.Repository!.Name,
        StartedAt = figures.StartedAt,
        FileCount = figures.FileCount,
        OriginalSize = figures.OriginalSizeBytes,
        CompressedSize = figures.CompressedSizeBytes,
        DeduplicatedSize = figures.DeduplicatedSizeBytes,
        Changes = figures.Changes,
        Signals = figures.Signals,
        LookedAt = figures.LookedAt,
        LookedBy = figures.LookedBy,
    };
}
