using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>How the archives that a prune looks at are told: by the plan that made them, or by their names.</summary>
internal enum PruneSeries
{
    Plan,
    Names,
}

/// <summary>The form of a prune; it always begins with a dry run.</summary>
internal sealed class PruneInput : IKeepFields
{
    public PruneSeries Series { get; set; }

    public Guid? PlanId { get; set; }

    public string? ArchiveGlob { get; set; }

    public string? KeepWithin { get; set; }

    public int? KeepLast { get; set; }

    public int? KeepHourly { get; set; }

    public int? KeepDaily { get; set; }

    public int? KeepWeekly { get; set; }

    public int? KeepMonthly { get; set; }

    public int? KeepYearly { get; set; }

    public bool KeepsNothing => string.IsNullOrWhiteSpace(KeepWithin)
        && new[] { KeepLast, KeepHourly, KeepDaily, KeepWeekly, KeepMonthly, KeepYearly }.All(count => count is null or 0);

    /// <summary>The usual rules, for the plan where there is but one.</summary>
    public static PruneInput Usual(IReadOnlyList<PlanResponse> plans) => new()
    {
        Series = plans.Count == 0 ? PruneSeries.Names : PruneSeries.Plan,
        PlanId = plans.Count == 1 ? plans[0].Id : null,
        ArchiveGlob = plans.Count == 0 ? "*" : null,
        KeepDaily = KeepInput.Usual.KeepDaily,
        KeepWeekly = KeepInput.Usual.KeepWeekly,
        KeepMonthly = KeepInput.Usual.KeepMonthly,
    };

    public static PruneInput From(PruneRepositoryRequest request) => new()
    {
        Series = request.PlanId is null ? PruneSeries.Names : PruneSeries.Plan,
        PlanId = request.PlanId,
        ArchiveGlob = request.ArchiveGlob,
        KeepWithin = request.KeepWithin,
        KeepLast = request.KeepLast,
        KeepHourly = request.KeepHourly,
        KeepDaily = request.KeepDaily,
        KeepWeekly = request.KeepWeekly,
        KeepMonthly = request.KeepMonthly,
        KeepYearly = request.KeepYearly,
    };

    public PruneRepositoryRequest ToDryRun() => new()
    {
        PlanId = Series == PruneSeries.Plan ? PlanId : null,
        ArchiveGlob = Series == PruneSeries.Names ? ArchiveGlob?.Trim() ?? "" : null,
        KeepWithin = KeepWithin?.Trim(),
        KeepLast = KeepLast,
        KeepHourly = KeepHourly,
        KeepDaily = KeepDaily,
        KeepWeekly = KeepWeekly,
        KeepMonthly = KeepMonthly,
        KeepYearly = KeepYearly,
        DryRun = true,
    };
}
