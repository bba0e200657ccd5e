using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Signals;

/// <summary>
/// The prunes that wait until somebody has looked at an unusual backup in their repository: no worker claims them before (the
/// database's function <c>prune_is_held</c>). Who asks for a prune of a repository by hand has said yes to it and does not wait.
/// </summary>
public static class HeldPrunes
{
    /// <summary>Those among the jobs, each with the reason in a sentence.</summary>
    public static Task<Dictionary<Guid, string>> AmongAsync(BorgUiDbContext db, IReadOnlyCollection<Guid> jobIds, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<HeldPrune>($"""
            SELECT job.id AS "Id", plan.name AS "Plan" FROM jobs AS job
            CROSS JOIN LATERAL (
                SELECT plan.name FROM backup_figures AS unusual JOIN backup_plans AS plan ON plan.id = unusual.plan_id
                WHERE unusual.repository_id = job.repository_id AND unusual.signals IS NOT NULL AND unusual.looked_at IS NULL
                ORDER BY unusual.started_at DESC LIMIT 1) AS plan
            WHERE job.id = ANY({jobIds.ToArray()}) AND job.status = 'pending' AND prune_is_held(job)
            """)
        .ToDictionaryAsync(held => held.Id, held => $"Nothing is pruned here until somebody has looked at the unusual backup of {held.Plan}.", cancellationToken);

    private sealed record HeldPrune(Guid Id, string Plan);
}
