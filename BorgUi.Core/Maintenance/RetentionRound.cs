using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Maintenance;

/// <summary>A plan and its repository, the prune that keeps what the plan's rules say, and that prune itself when it is new.</summary>
public sealed record RetentionPair(string Plan, string Repository, Guid JobId, Job? NewJob);

/// <summary>Prunes every plan by its own rules.</summary>
public static class RetentionRound
{
    /// <summary>
    /// Puts a prune into the queue for each plan that has keep rules; one that waits already is answered. Asked again after a crash
    /// it prunes again what was pruned already, which deletes nothing more.
    /// </summary>
    public static async Task<IReadOnlyList<RetentionPair>> EnqueueAsync(
        BorgUiDbContext db, MaintenanceClaim claim, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var plans = await db.Plans.AsNoTracking().Include(plan => plan.Repository)
            .Where(plan => plan.Retention != null && plan.Repository!.State != RepositoryState.Creating && (claim.PlanId == null || plan.Id == claim.PlanId))
            .OrderBy(plan => plan.Name)
            .ToListAsync(cancellationToken);
        List<RetentionPair> pairs = [];
        foreach (var plan in plans)
        {
            var repository = plan.Repository!;
            var job = PruneJob.Of(repository.Id, repository.Site, PruneDetails.Of(plan, plan.Retention!), createdAt);
            if (claim.IsScheduled)
            {
                job.AskedBySchedule();
            }

            var (jobId, isNew) = await JobQueue.EnqueueAsync(db, job, cancellationToken);
            pairs.Add(new(plan.Name, repository.Name, jobId, isNew ? job : null));
        }

        return pairs;
    }
}
