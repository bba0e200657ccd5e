using System.Text.Json.Serialization;
using BorgUi.Contracts.Plans;

namespace BorgUi.Contracts.Retention;

/// <summary>What a prune would do to an archive.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PruneVerdict>))]
public enum PruneVerdict
{
    Keep,
    Delete,

    /// <summary>Left alone: the rules are not about it.</summary>
    Outside,
}

/// <summary>Asks what rules would keep. Nothing is deleted and borg is not asked.</summary>
public sealed record PrunePreviewRequest
{
    /// <summary>The archives of this plan. A repository of several plans needs this or <see cref="ArchiveGlob"/>.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>As for a prune: all archives whose name matches, or with a plan the foreign ones that count as its own.</summary>
    public string? ArchiveGlob { get; init; }

    /// <summary>Those of the plan when left out.</summary>
    public KeepRules? Rules { get; init; }

    /// <summary>Other rules, to see in what they differ.</summary>
    public KeepRules? Against { get; init; }
}

/// <summary>What a prune would do, by the list of archives that BorgUi has.</summary>
public sealed record PrunePreview
{
    /// <summary>When the list of archives was last compared with the repository; null: never.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>From when <c>keep_within</c> counted back.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    public required PruneOutcome Outcome { get; init; }

    /// <summary>What the other rules would do; null when none were given.</summary>
    public PruneOutcome? Against { get; init; }

    /// <summary>All archives of the repository, newest first.</summary>
    public required IReadOnlyList<PreviewedArchive> Archives { get; init; }
}

/// <summary>What one set of rules comes to.</summary>
public sealed record PruneOutcome
{
    public required KeepRules Rules { get; init; }

    public required int KeptCount { get; init; }

    public required int PrunedCount { get; init; }

    /// <summary>
    /// About how many bytes a compact frees afterwards, judged by the sizes that borg gave when the archives were made: data
    /// that a kept archive of the same plan still has is not counted. Null when sizes are not known.
    /// </summary>
    public long? FreedBytes { get; init; }

    /// <summary>Why this prune wants a yes; null when it is an ordinary one.</summary>
    public PruneRisk? Risk { get; init; }
}

/// <summary>What would become of one archive.</summary>
public sealed record PreviewedArchive
{
    public required Guid ArchiveId { get; init; }

    public required string Name { get; init; }

    public required string BorgId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public Guid? PlanId { get; init; }

    public string? PlanName { get; init; }

    public required bool Pinned { get; init; }

    public long? DeduplicatedSize { get; init; }

    public required PruneVerdict Verdict { get; init; }

    /// <summary>
    /// Why it is kept: the rule and its number in borg's words (<c>daily #1</c>), or <c>pinned</c>. Why it is left alone:
    /// <c>other plan</c>, <c>foreign</c>, <c>other name</c>.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>The same by the other rules.</summary>
    public PruneVerdict? AgainstVerdict { get; init; }

    public string? AgainstReason { get; init; }
}
