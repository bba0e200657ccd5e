using System.Security.Claims;
using BorgUi.Api.Access;
using BorgUi.Api.Hooks;
using BorgUi.Api.Http;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Data;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Plans;

internal sealed class ReplacePlan : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/{id:guid}", HandleAsync)
        .WithName(nameof(ReplacePlan))
        .WithSummary("Change a backup plan")
        .WithDescription("Takes the whole plan; what is left out goes back to its default, only hooks stay. Jobs that wait or run keep what they were asked for.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Ok<PlanResponse>, NotFound, ValidationProblem, ProblemHttpResult, ConflictProblem>> HandleAsync(
        Guid id, SavePlanRequest request, BorgUiDbContext db, SecretBox secrets, ClaimsPrincipal user, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Plans.Include(row => row.Copies).FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } plan)
        {
            return TypedResults.NotFound();
        }

        var (errors, now) = (new FieldErrors(), clock.GetUtcNow());
        var wanted = await PlanRules.CheckAsync(errors, request, db, cancellationToken);
        var freshness = FreshnessRules.Check(errors, request, now);
        var hooks = HookRules.Check(errors, request.Hooks, plan.Hooks, secrets);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (HookAccess.Refuse(user, plan.Hooks, hooks, moves: wanted.Site != plan.Site) is { } refusal)
        {
            return refusal;
        }

        plan.Name = wanted.Name;
        plan.RepositoryId = wanted.RepositoryId;
        plan.CopyInto(wanted.MoreRepositoryIds);
        plan.Sources = wanted.Sources;
        plan.IncludesBorgui = wanted.IncludesBorgui;
        plan.ExcludePatterns = wanted.ExcludePatterns;
        plan.Compression = wanted.Compression;
        plan.ArchiveNameTemplate = wanted.ArchiveNameTemplate;
        plan.Site = wanted.Site;
        plan.OnInterrupted = wanted.OnInterrupted;
        plan.RetryAttempts = wanted.RetryAttempts;
        plan.RetryDelay = wanted.RetryDelay;
        plan.Retention = wanted.Retention;
        plan.ForeignArchives = wanted.ForeignArchives;
        plan.RunPruneAfter = wanted.RunPruneAfter;
        plan.PruneMayDeleteMost = wanted.PruneMayDeleteMost;
        plan.RunCompactAfter = wanted.RunCompactAfter;
        plan.RunCheckAfter = wanted.RunCheckAfter;
        plan.ChainOnFailure = wanted.ChainOnFailure;
        plan.MustHavePaths = wanted.MustHavePaths;
        plan.Hooks = hooks;
        freshness.ApplyTo(plan, now);
        if (await PlanRules.SaveAsync(db, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        return TypedResults.Ok(await FreshPlans.FindAsync(db, id, now, cancellationToken));
    }
}
