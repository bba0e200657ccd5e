using BorgUi.Contracts.Plans;

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

    /// <summary>Archives whose name matches; <c>*</c> treats all of the repository as one series.</summary>
    public required string ArchiveGlob { get; init; }

    /// <summary>Only says what would become of each archive.</summary>
    public bool DryRun { get; init; }

    public static PruneDetails Of(KeepRules keep, string archiveGlob, bool dryRun = false) => new()
    {
        KeepWithin = keep.KeepWithin,
        KeepLast = keep.KeepLast,
        KeepHourly = keep.KeepHourly,
        KeepDaily = keep.KeepDaily,
        KeepWeekly = keep.KeepWeekly,
        KeepMonthly = keep.KeepMonthly,
        KeepYearly = keep.KeepYearly,
        ArchiveGlob = archiveGlob,
        DryRun = dryRun,
    };
}

/// <summary><c>borg prune</c> of a plan's series, or of the archives that a glob names.</summary>
public sealed class PruneJob : Job
{
    public PruneJob() => RepositoryAccess = RepositoryAccess.Write;

    public required PruneDetails Details { get; init; }

    /// <param name="planId">The plan whose archives these are; no archive of another plan is pruned then.</param>
    public static PruneJob Of(Guid? planId, Guid repositoryId, string site, PruneDetails details, DateTimeOffset createdAt) => new()
    {
        PlanId = planId,
        RepositoryId = repositoryId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
        DedupeKey = $"prune/{repositoryId:N}/{planId:N}/{DetailsFingerprint.Of(details)}",
    };
}
