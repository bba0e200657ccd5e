using BorgUi.Contracts;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Data;
using BorgUi.Core.Freshness;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Plans;

/// <summary>Adds to plans what no query can say: how fresh their backups are now.</summary>
internal static class FreshPlans
{
    /// <summary>The plan of this id; null when there is none.</summary>
    public static async Task<PlanResponse?> FindAsync(BorgUiDbContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await db.Plans.Where(plan => plan.Id == id).Select(PlanProjection.Of(db)).ToListAsync(cancellationToken);
        return (await AddToAsync(db, found, now, cancellationToken)).SingleOrDefault();
    }

    public static async Task<Page<PlanResponse>> AddToAsync(BorgUiDbContext db, Page<PlanResponse> page, DateTimeOffset now, CancellationToken cancellationToken) =>
        page with { Items = await AddToAsync(db, page.Items, now, cancellationToken) };

    private static async Task<IReadOnlyList<PlanResponse>> AddToAsync(BorgUiDbContext db, IReadOnlyList<PlanResponse> plans, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var judged = await PlanFreshnessReader.OfAsync(db, [.. plans.Select(plan => plan.Id)], now, cancellationToken);
        return [.. plans.Select(plan => WithoutPast(plan, now) with { Freshness = judged.GetValueOrDefault(plan.Id) })];
    }

    private static PlanResponse WithoutPast(PlanResponse plan, DateTimeOffset now) =>
        plan.AbsentUntil > now ? plan : plan with { AbsentUntil = null, AbsentReason = null };
}
