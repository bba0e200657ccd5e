using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Plans;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class RunBackup : IEndpoint
{
    private const int PriorityLimit = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/run", HandleAsync)
        .WithName(nameof(RunBackup))
        .WithSummary("Back up now: a plan, or ad hoc some sources into a repository")
        .WithDescription("An equal backup that waits already is answered instead of a second one.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, ValidationProblem, ConflictProblem>> HandleAsync(
        CreateBackupJobRequest request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (request.Priority is < -PriorityLimit or > PriorityLimit)
        {
            errors.Add("priority", $"Give a number from -{PriorityLimit} to {PriorityLimit}.");
        }

        var target = request.PlanId is { } planId
            ? await OfPlanAsync(errors, planId, request, db, cancellationToken)
            : await AdHocAsync(errors, request, db, cancellationToken);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (NotReady(target!) is { } conflict)
        {
            return conflict;
        }

        var job = BackupJob.Of(request.PlanId, target!.RepositoryId, target.Site, target.Details, clock.GetUtcNow(), request.Priority ?? 0);
        var started = await announcer.EnqueueAsync(db, job, cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }

    private static async Task<BackupTarget?> OfPlanAsync(
        FieldErrors errors, Guid planId, CreateBackupJobRequest request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (request is not { RepositoryId: null, Sources: null, ExcludePatterns: null, Compression: null, ArchiveNameTemplate: null })
        {
            errors.Add("plan_id", "A plan says by itself what goes where: give plan_id alone, or repository_id and sources without it.");
            return null;
        }

        var target = await db.Plans
            .Where(plan => plan.Id == planId)
            .Select(plan => new BackupTarget(plan.RepositoryId, plan.Repository!.Name, plan.Repository.State, plan.Site, new()
            {
                Sources = plan.Sources,
                ExcludePatterns = plan.ExcludePatterns,
                Compression = plan.Compression,
                ArchiveNameTemplate = plan.ArchiveNameTemplate,
            }))
            .FirstOrDefaultAsync(cancellationToken);
        if (target is null)
        {
            errors.Add("plan_id", "There is no plan with this id; it may have been deleted.");
        }

        return target;
    }

    private static async Task<BackupTarget?> AdHocAsync(
        FieldErrors errors, CreateBackupJobRequest request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var details = new BackupDetails
        {
            Sources = BackupRules.Sources(errors, request.Sources),
            ExcludePatterns = BackupRules.ExcludePatterns(errors, request.ExcludePatterns),
            Compression = Compression.Check(errors, request.Compression),
            ArchiveNameTemplate = ArchiveNameTemplate.Check(errors, request.ArchiveNameTemplate, seriesName: "adhoc"),
        };
        if (request.RepositoryId is not { } repositoryId)
        {
            errors.Add("repository_id", "Say what to back up: give plan_id, or repository_id and sources.");
            return null;
        }

        var target = await db.Repositories
            .Where(repository => repository.Id == repositoryId)
            .Select(repository => new BackupTarget(repository.Id, repository.Name, repository.State, repository.Site, details))
            .FirstOrDefaultAsync(cancellationToken);
        if (target is null)
        {
            errors.Add("repository_id", "There is no repository with this id; it may have been deleted.");
        }

        return target;
    }

    private static ConflictProblem? NotReady(BackupTarget target) => target.State switch
    {
        RepositoryState.Ready => null,
        RepositoryState.Creating => new("The repository is not ready yet.", $"{target.RepositoryName} is still being created or imported; wait for that job to end."),
        RepositoryState.Unreachable => new("The repository cannot be reached.", $"Make {target.RepositoryName} reachable, sync it, then back up again."),
        _ => new("The repository has a fault.", $"Look at {target.RepositoryName}: its page says what is wrong. Mend that and sync it, then back up again."),
    };

    private sealed record BackupTarget(Guid RepositoryId, string RepositoryName, RepositoryState State, string Site, BackupDetails Details);
}
