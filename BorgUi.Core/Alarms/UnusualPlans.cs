using BorgUi.Contracts.Alarms;
using BorgUi.Core.Data;
using BorgUi.Core.Freshness;
using BorgUi.Core.Signals;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Alarms;

internal static class UnusualPlans
{
    /// <summary>Plans with a backup that is unlike those before it, at which nobody has looked; the newest one speaks for the plan.</summary>
    public static async Task<IEnumerable<AlarmFinding>> FindAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var unusual = await db.BackupFigures.WhereToLookAt().OrderByDescending(figures => figures.StartedAt)
            .Select(figures => new { PlanId = figures.PlanId!.Value, Plan = figures.Plan!.Name, Repository = figures.Repository!.Name, figures.StartedAt, figures.Signals })
            .ToListAsync(cancellationToken);
        return unusual.DistinctBy(backup => backup.PlanId).Select(backup => new AlarmFinding(
            AlarmKind.UnusualBackup,
            AlarmSubject.Plan,
            backup.PlanId,
            $"A backup of {backup.Plan} is unlike those before it",
            $"That of {FreshnessWords.Moment(backup.StartedAt)} into {backup.Repository}: {string.Join(' ', backup.Signals!.Select(signal => signal.Words))} "
                + "Older archives may be the only good ones left, so nothing is pruned there by itself until somebody has looked and said so on the page of the plan."));
    }
}
