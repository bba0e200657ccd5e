using System.Linq.Expressions;
using BorgUi.Api.Hooks;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Proofs;
using BorgUi.Core.Data;
using BorgUi.Core.Plans;

namespace BorgUi.Api.Plans;

internal static class PlanProjection
{
    /// <summary>The plan with its newest job, and its repositories with their newest backups, in one query; <see cref="FreshPlans"/> adds how fresh it is.</summary>
    public static Expression<Func<BackupPlan, PlanResponse>> Of(BorgUiDbContext db) => plan => new PlanResponse
    {
        Id = plan.Id,
        PlanId = plan.Id,
        Name = plan.Name,
        RepositoryId = plan.RepositoryId,
        RepositoryName = plan.Repository!.Name,
        Repositories = db.Repositories
            .Where(repository => repository.Id == plan.RepositoryId || plan.Copies.Any(copy => copy.RepositoryId == repository.Id))
            .OrderBy(repository => repository.Id == plan.RepositoryId ? -1 : plan.Copies.First(copy => copy.RepositoryId == repository.Id).Position)
            .Select(repository => new PlanRepository
            {
                RepositoryId = repository.Id,
                RepositoryName = repository.Name,
                LastBackup = db.Jobs
                    .Where(job => job.PlanId == plan.Id && job.RepositoryId == repository.Id && job.JobType == JobType.Backup)
                    .OrderByDescending(job => job.CreatedAt)
                    .Select(job => new PlanJob(job.Id, job.Status, job.CreatedAt, job.CompletedAt))
                    .FirstOrDefault(),
                LastBackupAt = db.Jobs
                    .Where(job => job.PlanId == plan.Id && job.RepositoryId == repository.Id && job.JobType == JobType.Backup
                        && (job.Status == JobStatus.Completed || job.Status == JobStatus.CompletedWithWarnings))
                    .Max(job => job.CompletedAt),
            })
            .ToList(),
        Sources = plan.Sources,
        IncludesBorgui = plan.IncludesBorgui,
        ExcludePatterns = plan.ExcludePatterns,
        Compression = plan.Compression,
        ArchiveNameTemplate = plan.ArchiveNameTemplate,
        Site = plan.Site,
        OnInterrupted = plan.OnInterrupted,
        RetryAttempts = plan.RetryAttempts,
        RetryDelaySeconds = (int)plan.RetryDelay.TotalSeconds,
        Retention = plan.Retention,
        ForeignArchives = plan.ForeignArchives,
        RunPruneAfter = plan.RunPruneAfter,
        PruneMayDeleteMost = plan.PruneMayDeleteMost,
        RunCompactAfter = plan.RunCompactAfter,
        RunCheckAfter = plan.RunCheckAfter,
        ChainOnFailure = plan.ChainOnFailure,
        Hooks = HookProjection.Of(plan.Hooks),
        CreatedAt = plan.CreatedAt,
        LastJob = db.Jobs
            .Where(job => job.PlanId == plan.Id)
            .OrderByDescending(job => job.CreatedAt)
            .Select(job => new PlanJob(job.Id, job.Status, job.CreatedAt, job.CompletedAt))
            .FirstOrDefault(),
        MustHavePaths = plan.MustHavePaths,
        LastDrill = db.Proofs
            .Where(proof => proof.PlanId == plan.Id && proof.Kind == ProofKind.RestoreDrill)
            .OrderByDescending(proof => proof.At)
            .Select(proof => new ProofResponse(proof.Kind, proof.At, proof.IsGood, proof.Detail, proof.JobId))
            .FirstOrDefault(),
        ProvenAt = db.Proofs.Where(proof => proof.PlanId == plan.Id && proof.Kind == ProofKind.RestoreDrill && proof.IsGood).Max(proof => (DateTimeOffset?)proof.At),
        RestoreSpeedBytes = db.Proofs
            .Where(proof => proof.PlanId == plan.Id && proof.Kind == ProofKind.RestoreDrill && proof.BytesPerSecond != null)
            .OrderByDescending(proof => proof.At)
            .Select(proof => proof.BytesPerSecond)
            .FirstOrDefault(),
        NewestArchiveSize = db.Archives
            .Where(archive => archive.PlanId == plan.Id)
            .OrderByDescending(archive => archive.StartedAt)
            .Select(archive => archive.OriginalSizeBytes)
            .FirstOrDefault(),
        ExpectedEverySeconds = plan.ExpectedEvery == null ? null : (int)plan.ExpectedEvery.Value.TotalSeconds,
        AbsentUntil = plan.AbsentUntil,
        AbsentReason = plan.AbsentReason,
    };
}
