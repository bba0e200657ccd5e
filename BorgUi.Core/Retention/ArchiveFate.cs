using BorgUi.Contracts.Retention;

namespace BorgUi.Core.Retention;

/// <summary>What becomes of one archive, and why.</summary>
/// <param name="Archive">The archive.</param>
/// <param name="Verdict">Kept, deleted or left alone.</param>
/// <param name="Reason">The rule that keeps it with its number, in borg's words (<c>daily #1</c>, <c>monthly[oldest] #3</c>), or one of <see cref="FateReason"/>; null when it is deleted.</param>
public sealed record ArchiveFate(RetentionCandidate Archive, PruneVerdict Verdict, string? Reason);

/// <summary>Reasons beside the rules.</summary>
public static class FateReason
{
    /// <summary>No rule keeps it, but somebody pinned it.</summary>
    public const string Pinned = "pinned";

    /// <summary>A checkpoint after which no whole archive came.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>It belongs to another plan.</summary>
    public const string OtherPlan = "other plan";

    /// <summary>No plan made it.</summary>
    public const string Foreign = "foreign";

    /// <summary>Its name does not match.</summary>
    public const string OtherName = "other name";
}
