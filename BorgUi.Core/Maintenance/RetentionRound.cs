using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Maintenance;

/// <summary>A plan and its repository, the prune that keeps what the plan's rules say, and that prune itself when it is new.</summary>
public sealed record RetentionPair(string Plan, string Repository, Guid JobId, Job? NewJob);

/// <summary>Prunes every plan by its own rules.</summary>
public static class RetentionRound
{
    /// <summary>
    /// Puts a prune into the queue for each repository of each plan that has keep rules; one that waits already is answered. Asked again after a crash
    /// it prunes again what was pruned already, which deletes nothing more.
    /// </summary>
    public static async Task<IReadOnlyList<RetentionPair>> EnqueueAsync(
        BorgUiDbContext db, MaintenanceClaim claim, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var plans = await db.Plans.AsNoTracking().IncludeRepositories()
            .Where(plan => plan.Retention != null && (claim.PlanId == null || plan.Id == claim.PlanId))
            .OrderBy(plan => plan.Name)
            .ToListAsync(cancellationToken);
        var meant = plans.SelectMany(plan => plan.Repositories, (plan, repository) => (plan, repository))
            .Where(pair => pair.repository.State != RepositoryState.Creating && (claim.RepositoryId is null || pair.repository.Id == claim.RepositoryId));
        List<RetentionPair> pairs = [];
        foreach (var (plan, repository) in meant)
        {
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
