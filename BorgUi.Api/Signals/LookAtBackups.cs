using System.Security.Claims;
using BorgUi.Api.Access;
using BorgUi.Contracts.Signals;
using BorgUi.Core.Data;
using BorgUi.Core.Signals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Signals;

internal sealed partial class LookAtBackups : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/looked", HandleAsync)
        .WithName(nameof(LookAtBackups))
        .WithSummary("Say that somebody has looked at the unusual backups of a plan")
        .WithDescription("Their alarm clears, and the prunes that waited for it go on. Who and when stands with the backups. The next unusual one asks again.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<NoContent, NotFound>> HandleAsync(
        Guid id, LookedRequest? request, BorgUiDbContext db, ClaimsPrincipal user, TimeProvider clock, ILogger<LookAtBackups> logger, CancellationToken cancellationToken)
    {
        if (await NewestAsync(db, id, request?.ArchiveId, cancellationToken) is not { } newest)
        {
            return TypedResults.NotFound();
        }

        var (now, name) = (clock.GetUtcNow(), user.Identity?.Name ?? "somebody");
        var count = await db.BackupFigures.WhereToLookAt().Where(figures => figures.PlanId == id && figures.StartedAt <= newest)
            .ExecuteUpdateAsync(set => set.SetProperty(figures => figures.LookedAt, now).SetProperty(figures => figures.LookedBy, name), cancellationToken);
        if (count > 0)
        {
            LogLooked(logger, name, count, id);
        }

        return TypedResults.NoContent();
    }

    /// <summary>When the newest backup that was looked at began; null when there is no such plan, or it has no such backup.</summary>
    private static async Task<DateTimeOffset?> NewestAsync(BorgUiDbContext db, Guid planId, Guid? archiveId, CancellationToken cancellationToken)
    {
        if (archiveId is null)
        {
            return await db.Plans.AnyAsync(plan => plan.Id == planId, cancellationToken) ? DateTimeOffset.MaxValue : null;
        }

        return await db.BackupFigures.Where(figures => figures.PlanId == planId && figures.ArchiveId == archiveId)
            .Select(figures => (DateTimeOffset?)figures.StartedAt).FirstOrDefaultAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{User} has looked at {Count} unusual backups of plan {PlanId}")]
    private static partial void LogLooked(ILogger logger, string user, int count, Guid planId);
}
