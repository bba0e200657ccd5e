using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Plans;

public static class PlanQueries
{
    /// <summary>The plans that back up into the repository, as their first or as a further one.</summary>
    public static IQueryable<BackupPlan> WhereInto(this IQueryable<BackupPlan> plans, Guid repositoryId) =>
        plans.Where(plan => plan.RepositoryId == repositoryId || plan.Copies.Any(copy => copy.RepositoryId == repositoryId));

    /// <summary>Loads what <see cref="BackupPlan.Repositories"/> needs.</summary>
    public static IQueryable<BackupPlan> IncludeRepositories(this IQueryable<BackupPlan> plans) =>
        plans.Include(plan => plan.Repository).Include(plan => plan.Copies).ThenInclude(copy => copy.Repository);
}
