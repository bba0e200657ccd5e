using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Jobs;

internal sealed class RunBackup : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/run", HandleAsync)
        .WithName(nameof(RunBackup))
        .WithSummary("Back up now: a plan, or ad hoc some sources into a repository")
        .WithDescription("An equal backup that waits already is answered instead of a second one.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, ValidationProblem, ConflictProblem>> HandleAsync(
        CreateBackupJobRequest request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var priority = JobRules.Priority(errors, request.Priority);
        var target = request.PlanId is { } planId
            ? await BackupTarget.OfPlanAsync(errors, planId, request, db, cancellationToken)
            : await BackupTarget.AdHocAsync(errors, request, db, cancellationToken);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (target!.NotReady() is { } conflict)
        {
            return conflict;
        }

        var job = BackupJob.Of(
            request.PlanId, target.RepositoryId, target.Site, target.Details, clock.GetUtcNow(), priority ?? 0, target.FollowUps, target.Hooks);
        var started = await announcer.EnqueueAsync(db, job, cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
