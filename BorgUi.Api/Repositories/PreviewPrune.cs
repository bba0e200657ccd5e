using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Data;
using BorgUi.Core.Retention;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class PreviewPrune : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/prune/preview", HandleAsync)
        .WithName(nameof(PreviewPrune))
        .WithSummary("What a prune would keep and delete")
        .WithDescription("Asks the database alone, so it is quick and runs beside every job; listed_at says how old its list of archives is. With against, two sets of rules are compared.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<PrunePreview>, NotFound, ValidationProblem>> HandleAsync(
        Guid id, PrunePreviewRequest request, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Repositories.Where(row => row.Id == id).Select(row => new { row.LastSyncedAt }).FirstOrDefaultAsync(cancellationToken) is not { } repository)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var series = await PruneRules.SeriesAsync(errors, id, request.PlanId, request.ArchiveGlob, db, cancellationToken);
        var rules = Rules(errors, "rules", request.Rules ?? series.Retention ?? new(), series);
        var against = request.Against is { } other ? Rules(errors, "against", other, series) : null;
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var rows = await PreviewRow.OfRepositoryAsync(db, id, cancellationToken);
        var scope = request.PlanId is { } plan ? RetentionScope.OfPlan(plan, series.ArchiveGlob) : RetentionScope.OfNames(series.ArchiveGlob ?? "*");
        var now = clock.GetUtcNow();
        var first = new PreviewedPrune(rows, rules, scope, now);
        var second = against is null ? null : new PreviewedPrune(rows, against, scope, now);
        return TypedResults.Ok(new PrunePreview
        {
            ListedAt = repository.LastSyncedAt,
            EvaluatedAt = now,
            Outcome = first.Outcome,
            Against = second?.Outcome,
            Archives = first.Archives(second),
        });
    }

    // No rule at all is allowed here: the page shows what that comes to, while a person is typing.
    private static KeepRules Rules(FieldErrors errors, string field, KeepRules given, PruneSeries series)
    {
        var rules = PruneRules.Keep(errors, given, prefix: field + ".");
        return rules with { TimeZone = rules.TimeZone ?? series.Retention?.TimeZone ?? KeepRules.DefaultTimeZone };
    }
}
