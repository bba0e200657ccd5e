using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Data;
using BorgUi.Core.Freshness;
using BorgUi.Core.Plans;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Plans;

internal sealed class ListPlans : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", HandleAsync)
        .WithName(nameof(ListPlans))
        .WithSummary("The backup plans, by name")
        .WithDescription("search looks at the names of plan and repositories; freshness is a status word and may repeat.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<PlanResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page, string? search, [FromQuery(Name = "repository_id")] Guid? repositoryId, string[]? freshness,
        BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (errors, now) = (new FieldErrors(), clock.GetUtcNow());
        page.Check(errors);
        var after = page.AfterName(errors);
        var sought = TextRules.Search(errors, search);
        var statuses = EnumWords<FreshnessStatus>.Parse(errors, "freshness", freshness);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var filtered = repositoryId is null ? db.Plans : db.Plans.WhereInto(repositoryId.Value);
        if (sought is not null)
        {
            var pattern = TextRules.Anywhere(sought);
            filtered = filtered.Where(plan => EF.Functions.ILike(plan.Name, pattern, TextRules.Escape)
                || EF.Functions.ILike(plan.Repository!.Name, pattern, TextRules.Escape)
                || plan.Copies.Any(copy => EF.Functions.ILike(copy.Repository!.Name, pattern, TextRules.Escape)));
        }

        if (statuses.Count > 0)
        {
            var judged = await PlanFreshnessReader.OfAllAsync(db, now, cancellationToken);
            var ids = judged.Where(plan => statuses.Contains(plan.Freshness.Status)).Select(plan => plan.PlanId).ToList();
            filtered = filtered.Where(plan => ids.Contains(plan.Id));
        }

        var rest = after is null ? filtered : filtered.Where(plan => plan.Name.CompareTo(after.Name) > 0);
        var found = await rest.OrderBy(plan => plan.Name).Select(PlanProjection.Of(db))
            .ToPageAsync(page, filtered, plan => new NameCursor(plan.Name).ToString(), cancellationToken);
        return TypedResults.Ok(await FreshPlans.AddToAsync(db, found, now, cancellationToken));
    }
}
