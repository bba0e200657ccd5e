using BorgUi.Api.Http;
using BorgUi.Api.Plans;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>What a request for a backup comes down to: into each of these repositories one job, if it can be.</summary>
internal sealed record BackupTarget(string RepositoryName, RepositoryState State, BackupJob Job)
{
    /// <summary>What the plan says, for each of its repositories; empty, and an error, when there is none or the request says more beside it.</summary>
    public static async Task<IReadOnlyList<BackupTarget>> OfPlanAsync(
        FieldErrors errors, Guid planId, CreateBackupJobRequest request, DateTimeOffset now, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (request is not { RepositoryId: null, Sources: null, ExcludePatterns: null, Compression: null, ArchiveNameTemplate: null })
        {
            errors.Add("plan_id", "A plan says by itself what goes where: give plan_id alone, or repository_id and sources without it.");
            return [];
        }

        var priority = JobRules.Priority(errors, request.Priority);
        if (await db.Plans.AsNoTracking().IncludeRepositories().FirstOrDefaultAsync(row => row.Id == planId, cancellationToken) is not { } plan)
        {
            errors.Add("plan_id", "There is no plan with this id; it may have been deleted.");
            return [];
        }

        return [.. plan.Repositories.Zip(BackupJob.Of(plan, plan.Repositories, now, priority ?? 0), (repository, job) => new BackupTarget(repository.Name, repository.State, job))];
    }

    /// <summary>What the request itself says; empty, and an error, when the repository is missing.</summary>
    public static async Task<IReadOnlyList<BackupTarget>> AdHocAsync(
        FieldErrors errors, CreateBackupJobRequest request, DateTimeOffset now, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var priority = JobRules.Priority(errors, request.Priority);
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
            return [];
        }

        var repository = await db.Repositories.AsNoTracking().FirstOrDefaultAsync(row => row.Id == repositoryId, cancellationToken);
        if (repository is null)
        {
            errors.Add("repository_id", "There is no repository with this id; it may have been deleted.");
            return [];
        }

        return [new(repository.Name, repository.State, BackupJob.Of(null, repository.Id, repository.Site, details, now, priority ?? 0))];
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
