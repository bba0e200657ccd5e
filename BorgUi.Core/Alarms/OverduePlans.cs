using BorgUi.Contracts.Alarms;
using BorgUi.Core.Data;
using BorgUi.Core.Freshness;

namespace BorgUi.Core.Alarms;

internal static class OverduePlans
{
    public static async Task<IEnumerable<AlarmFinding>> FindAsync(BorgUiDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        from plan in await PlanFreshnessReader.OfAllAsync(db, now, cancellationToken)
        where plan.Freshness.IsOverdue
        select new AlarmFinding(
            AlarmKind.Overdue,
            AlarmSubject.Plan,
            plan.PlanId,
            $"The backup of {plan.Name} is overdue",
            $"{plan.Freshness.Reason} Back it up now, and see in its newest jobs why that did not happen. If nothing is to be expected for a time, say so on the plan.");
}
