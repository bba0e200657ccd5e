using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Proofs;
using BorgUi.Core.Data;
using BorgUi.Core.Freshness;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Alarms;

internal static class FailedDrills
{
    /// <summary>Plans whose newest restore drill, out of one of their repositories, did not bring back what it should have.</summary>
    public static async Task<IEnumerable<AlarmFinding>> FindAsync(BorgUiDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var drills = db.Proofs.Where(proof => proof.Kind == ProofKind.RestoreDrill);
        var failed = await (
            from drill in drills
            join plan in db.Plans on drill.PlanId equals plan.Id
            join repository in db.Repositories on drill.RepositoryId equals repository.Id
            where !drill.IsGood
                && (plan.RepositoryId == repository.Id || plan.Copies.Any(copy => copy.RepositoryId == repository.Id))
                && !drills.Any(newer => newer.PlanId == drill.PlanId && newer.RepositoryId == drill.RepositoryId && newer.At > drill.At)
            orderby drill.At descending
            select new { plan.Id, plan.Name, Repository = repository.Name, drill.At, drill.Detail }).ToListAsync(cancellationToken);
        return failed.DistinctBy(drill => drill.Id).Select(drill => new AlarmFinding(
            AlarmKind.DrillFailed,
            AlarmSubject.Plan,
            drill.Id,
            $"The restore drill of {drill.Name} failed",
            $"{FreshnessWords.Span(now - drill.At)} ago, out of {drill.Repository}: {drill.Detail} "
                + "Check the repository and verify its data, make a new backup, and drill again: the next good drill ends this alarm."));
    }
}
