using BorgUi.Contracts.Proofs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Maintenance;

/// <summary>Writes the result of a check to its repository, and what that proves.</summary>
internal sealed class CheckRecord(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time)
{
    /// <param name="detail">What it came to, in a sentence.</param>
    public async Task WriteAsync(CheckJob job, CheckResult result, string detail)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = time.GetUtcNow();
        await db.Repositories.Where(repository => repository.Id == job.RepositoryId).ExecuteUpdateAsync(row => row
            .SetProperty(repository => repository.LastCheckAt, now)
            .SetProperty(repository => repository.LastCheckResult, result));
        db.Proofs.AddRange(KindsOf(job.Details, result).Select(kind => new Core.Proofs.Proof
        {
            Kind = kind,
            RepositoryId = job.RepositoryId!.Value,
            JobId = job.Id,
            At = now,
            IsGood = result != CheckResult.Damaged,
            Detail = detail,
        }));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    // Damage is told of everything that the check was about.
    private static IEnumerable<ProofKind> KindsOf(CheckDetails details, CheckResult result)
    {
        if (!details.ArchivesOnly)
        {
            yield return result == CheckResult.Partial ? ProofKind.RepositoryPart : ProofKind.Repository;
        }

        if (!details.RepositoryOnly)
        {
            yield return ProofKind.Archives;
        }

        if (details.VerifyData)
        {
            yield return ProofKind.Data;
        }
    }
}
