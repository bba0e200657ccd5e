using System.Security.Claims;
using BorgUi.Api.Access;
using BorgUi.Api.Hooks;
using BorgUi.Api.Http;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Data;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Plans;

internal sealed class CreatePlan : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/", HandleAsync)
        .WithName(nameof(CreatePlan))
        .WithSummary("Make a backup plan")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Created<PlanResponse>, ValidationProblem, ProblemHttpResult, ConflictProblem>> HandleAsync(
        SavePlanRequest request, BorgUiDbContext db, SecretBox secrets, ClaimsPrincipal user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (errors, now) = (new FieldErrors(), clock.GetUtcNow());
        var wanted = await PlanRules.CheckAsync(errors, request, db, cancellationToken);
        var freshness = FreshnessRules.Check(errors, request, now);
        var hooks = HookRules.Check(errors, request.Hooks, [], secrets);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (HookAccess.Refuse(user, [], hooks) is { } refusal)
        {
            return refusal;
        }

        var plan = wanted.ToPlan(hooks, now);
        freshness.ApplyTo(plan, now);
        db.Plans.Add(plan);
        if (await PlanRules.SaveAsync(db, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        return TypedResults.Created($"/api/plans/{plan.Id}", await FreshPlans.FindAsync(db, plan.Id, now, cancellationToken));
    }
}
