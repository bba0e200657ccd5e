using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Jobs;

internal sealed class RunBackup : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/run", HandleAsync)
        .WithName(nameof(RunBackup))
        .WithSummary("Back up now: a plan, or ad hoc some sources into a repository")
        .WithDescription("A plan with several repositories gets a job for each, which run one after another. An equal backup that waits already is answered instead of a second one.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, ValidationProblem, ConflictProblem>> HandleAsync(
        CreateBackupJobRequest request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var targets = request.PlanId is { } planId
            ? await BackupTarget.OfPlanAsync(errors, planId, request, clock.GetUtcNow(), db, cancellationToken)
            : await BackupTarget.AdHocAsync(errors, request, clock.GetUtcNow(), db, cancellationToken);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        // Of several repositories one that is away keeps the plan from none of the others; the answer names it.
        var ready = targets.Where(target => target.NotReady() is null).ToList();
        if (ready.Count == 0)
        {
            return targets[0].NotReady()!;
        }

        var started = await announcer.EnqueueAsync(db, [.. ready.Select(target => target.Job)], cancellationToken);
        var leftOut = targets.Except(ready).Select(target => $" {target.NotReady()!.Detail}");
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started with { Message = string.Concat(leftOut.Prepend(started.Message)) });
    }
}
