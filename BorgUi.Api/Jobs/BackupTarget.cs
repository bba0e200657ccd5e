using BorgUi.Api.Http;
using BorgUi.Api.Plans;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>What a request for a backup comes down to: what goes where, and whether it can.</summary>
internal sealed record BackupTarget(Guid RepositoryId, string RepositoryName, RepositoryState State, string Site, BackupDetails Details, FollowUps? FollowUps = null)
{
    /// <summary>What runs around it; an ad hoc backup has none.</summary>
    public IReadOnlyList<PlanHook> Hooks { get; init; } = [];

    /// <summary>What the plan says; null, and an error, when there is none or the request says more beside it.</summary>
    public static async Task<BackupTarget?> OfPlanAsync(
        FieldErrors errors, Guid planId, CreateBackupJobRequest request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (request is not { RepositoryId: null, Sources: null, ExcludePatterns: null, Compression: null, ArchiveNameTemplate: null })
        {
            errors.Add("plan_id", "A plan says by itself what goes where: give plan_id alone, or repository_id and sources without it.");
            return null;
        }

        if (await db.Plans.AsNoTracking().Include(row => row.Repository).FirstOrDefaultAsync(row => row.Id == planId, cancellationToken) is not { } plan)
        {
            errors.Add("plan_id", "There is no plan with this id; it may have been deleted.");
            return null;
        }

        var repository = plan.Repository!;
        return new(repository.Id, repository.Name, repository.State, plan.Site, BackupDetails.Of(plan), FollowUps.Of(plan, repository.Site)) { Hooks = plan.Hooks };
    }

    /// <summary>What the request itself says; null, and an error, when the repository is missing.</summary>
    public static async Task<BackupTarget?> AdHocAsync(
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
            .Select(repository => new BackupTarget(repository.Id, repository.Name, repository.State, repository.Site, details, null))
            .FirstOrDefaultAsync(cancellationToken);
        if (target is null)
        {
            errors.Add("repository_id", "There is no repository with this id; it may have been deleted.");
        }

        return target;
    }

    /// <summary>Why nothing can be backed up into the repository now; null when it is ready.</summary>
    public ConflictProblem? NotReady() => State switch
    {
        RepositoryState.Ready => null,
        RepositoryState.Creating => new("The repository is not ready yet.", $"{RepositoryName} is still being created or imported; wait for that job to end."),
        RepositoryState.Unreachable => new("The repository cannot be reached.", $"Make {RepositoryName} reachable, sync it, then back up again."),
        _ => new("The repository has a fault.", $"Look at {RepositoryName}: its page says what is wrong. Mend that and sync it, then back up again."),
    };
}
