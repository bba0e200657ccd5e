using System.Text.Json.Serialization;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Plans;

namespace BorgUi.Core.Jobs;

/// <summary>Which archives survive. At least one rule is set; a rule that is null keeps nothing.</summary>
public sealed record PruneDetails
{
    /// <summary>borg's notation: <c>2d</c>, <c>1w</c>.</summary>
    public string? KeepWithin { get; init; }

    public int? KeepLast { get; init; }

    public int? KeepHourly { get; init; }

    public int? KeepDaily { get; init; }

    public int? KeepWeekly { get; init; }

    public int? KeepMonthly { get; init; }

    public int? KeepYearly { get; init; }

    /// <summary>Where days begin and end; null is UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The plan whose archives are meant: it stands here too, so that a prune whose plan is gone becomes none of everything.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>With a plan: the foreign archives that count as its own, none when null. Else all archives that are meant.</summary>
    public string? ArchiveGlob { get; init; }

    /// <summary>Only says what would become of each archive.</summary>
    public bool DryRun { get; init; }

    /// <summary>The most that somebody has said yes to; null: an ordinary prune only.</summary>
    public PruneRisk? AcceptedRisk { get; init; }

    [JsonIgnore]
    public KeepRules Rules => new()
    {
        KeepWithin = KeepWithin,
        KeepLast = KeepLast,
        KeepHourly = KeepHourly,
        KeepDaily = KeepDaily,
        KeepWeekly = KeepWeekly,
        KeepMonthly = KeepMonthly,
        KeepYearly = KeepYearly,
        TimeZone = TimeZone,
    };

    /// <param name="planId">The plan whose archives are meant; null: all whose name matches, as one series.</param>
    public static PruneDetails Of(KeepRules keep, Guid? planId, string? archiveGlob) => new()
    {
        KeepWithin = keep.KeepWithin,
        KeepLast = keep.KeepLast,
        KeepHourly = keep.KeepHourly,
        KeepDaily = keep.KeepDaily,
        KeepWeekly = keep.KeepWeekly,
        KeepMonthly = keep.KeepMonthly,
        KeepYearly = keep.KeepYearly,
        TimeZone = keep.TimeZone,
        PlanId = planId,
        ArchiveGlob = archiveGlob,
    };

    /// <summary>What a plan's own prune does, which nobody looks at before; <paramref name="keep"/> are the rules of the plan.</summary>
    public static PruneDetails Of(BackupPlan plan, KeepRules keep) =>
        Of(keep, plan.Id, plan.ForeignArchives) with { AcceptedRisk = plan.PruneMayDeleteMost ? PruneRisk.DeletesMost : null };
}

/// <summary>Deletes the archives that no rule keeps: of a plan, or those that a pattern names.</summary>
public sealed class PruneJob : Job
{
    public PruneJob() => RepositoryAccess = RepositoryAccess.Write;

    public required PruneDetails Details { get; init; }

    public static PruneJob Of(Guid repositoryId, string site, PruneDetails details, DateTimeOffset createdAt) => new()
    {
        PlanId = details.PlanId,
        RepositoryId = repositoryId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
        DedupeKey = $"prune/{repositoryId:N}/{details.PlanId:N}/{DetailsFingerprint.Of(details)}",
    };
}
