using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Retention;
using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>How the archives that a prune looks at are told: by the plan that made them, or by their names.</summary>
internal enum PruneSeries
{
    Plan,
    Names,
}

/// <summary>The form of a prune: which archives, what is kept, and other rules to compare with.</summary>
internal sealed class PruneInput
{
    public PruneSeries Series { get; set; }

    public Guid? PlanId { get; set; }

    public string? ArchiveGlob { get; set; }

    public KeepInput Rules { get; set; } = new();

    public bool Compares { get; set; }

    public KeepInput Against { get; set; } = new();

    /// <summary>Yes to a prune that deletes most of the archives.</summary>
    public bool Agreed { get; set; }

    public bool LacksPlan => Series == PruneSeries.Plan && PlanId is null;

    /// <summary>The rules of a plan, those of the only one if none is named, else the usual ones.</summary>
    public static PruneInput Of(IReadOnlyList<PlanResponse> plans, Guid? planId)
    {
        var plan = planId is null && plans.Count == 1 ? plans[0] : plans.FirstOrDefault(one => one.Id == planId);
        var rules = plan?.Retention ?? KeepInput.Usual;
        return new()
        {
            Series = plans.Count == 0 ? PruneSeries.Names : PruneSeries.Plan,
            PlanId = plan?.Id,
            ArchiveGlob = plans.Count == 0 ? "*" : null,
            Rules = KeepInput.From(rules),
            Against = KeepInput.From(rules),
        };
    }

    public static PruneInput From(PruneRepositoryRequest request)
    {
        var rules = new KeepRules
        {
            KeepWithin = request.KeepWithin,
            KeepLast = request.KeepLast,
            KeepHourly = request.KeepHourly,
            KeepDaily = request.KeepDaily,
            KeepWeekly = request.KeepWeekly,
            KeepMonthly = request.KeepMonthly,
            KeepYearly = request.KeepYearly,
            TimeZone = request.TimeZone,
        };
        return new()
        {
            Series = request.PlanId is null ? PruneSeries.Names : PruneSeries.Plan,
            PlanId = request.PlanId,
            ArchiveGlob = request.ArchiveGlob,
            Rules = KeepInput.From(rules),
            Against = KeepInput.From(rules),
        };
    }

    public PrunePreviewRequest ToPreview() => new()
    {
        PlanId = Series == PruneSeries.Plan ? PlanId : null,
        ArchiveGlob = Series == PruneSeries.Names ? ArchiveGlob?.Trim() ?? "" : null,
        Rules = Rules.ToRules(),
        Against = Compares ? Against.ToRules() : null,
    };

    public PruneRepositoryRequest ToRequest()
    {
        var (series, rules) = (ToPreview(), Rules.ToRules());
        return new()
        {
            PlanId = series.PlanId,
            ArchiveGlob = series.ArchiveGlob,
            KeepWithin = rules.KeepWithin,
            KeepLast = rules.KeepLast,
            KeepHourly = rules.KeepHourly,
            KeepDaily = rules.KeepDaily,
            KeepWeekly = rules.KeepWeekly,
            KeepMonthly = rules.KeepMonthly,
            KeepYearly = rules.KeepYearly,
            TimeZone = rules.TimeZone,
        };
    }
}
