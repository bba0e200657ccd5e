using System.Linq.Expressions;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Proofs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Repositories;
using BorgUi.Core.Signals;

namespace BorgUi.Api.Repositories;

internal static class RepositoryProjection
{
    /// <summary>The repository with its counts, in one query.</summary>
    public static Expression<Func<Repository, RepositoryResponse>> Of(BorgUiDbContext db) => repository => new RepositoryResponse
    {
        Id = repository.Id,
        RepositoryId = repository.Id,
        Name = repository.Name,
        Location = repository.Location,
        Site = repository.Site,
        Encryption = repository.Encryption,
        State = repository.State,
        StateMessage = repository.StateMessage,
        RecoveryKit = repository.RecoveryKit,
        BorgRepositoryId = repository.BorgRepositoryId,
        OriginalSize = repository.OriginalSizeBytes,
        CompressedSize = repository.CompressedSizeBytes,
        DeduplicatedSize = repository.DeduplicatedSizeBytes,
        FreeBytes = repository.FreeBytes,
        TotalBytes = repository.TotalBytes,
        SpaceMeasuredAt = repository.SpaceMeasuredAt,
        ArchiveCount = db.Archives.Count(archive => archive.RepositoryId == repository.Id),
        PlanCount = db.Plans.Count(plan => plan.RepositoryId == repository.Id || plan.Copies.Any(copy => copy.RepositoryId == repository.Id)),
        LastBackupAt = repository.LastBackupAt,
        LastSyncedAt = repository.LastSyncedAt,
        LastCheck = repository.LastCheckAt,
        LastCheckResult = repository.LastCheckResult,
        Proofs = db.Proofs
            .Where(proof => proof.RepositoryId == repository.Id && !db.Proofs.Any(newer => newer.RepositoryId == proof.RepositoryId && newer.Kind == proof.Kind && newer.At > proof.At))
            .OrderByDescending(proof => proof.At)
            .Select(proof => new ProofResponse(proof.Kind, proof.At, proof.IsGood, proof.Detail, proof.JobId))
            .ToList(),
        PrunesHeldBy = db.Plans
            .Where(plan => db.BackupFigures.WhereToLookAt().Any(unusual => unusual.PlanId == plan.Id && unusual.RepositoryId == repository.Id))
            .OrderBy(plan => plan.Name)
            .Select(plan => new HoldingPlan(plan.Id, plan.Name))
            .ToList(),
        KeyExportedAt = repository.KeyExportedAt,
        CreatedAt = repository.CreatedAt,
        RunningJobId = db.Jobs
            .Where(job => job.RepositoryId == repository.Id && job.Status == JobStatus.Running)
            .OrderBy(job => job.StartedAt)
            .Select(job => (Guid?)job.Id)
            .FirstOrDefault(),
    };
}
