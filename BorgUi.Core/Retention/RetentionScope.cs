namespace BorgUi.Core.Retention;

/// <summary>
/// Which archives the rules count and may delete: those of one plan, with foreign ones only where a pattern names them; or,
/// without a plan, all whose name matches, as one series.
/// </summary>
public sealed class RetentionScope
{
    private readonly Guid? _planId;
    private readonly NamePattern? _names;

    private RetentionScope(Guid? planId, string? pattern)
    {
        _planId = planId;
        _names = pattern is null ? null : new(pattern);
    }

    /// <param name="planId">The plan whose archives are meant.</param>
    /// <param name="foreign">Archives that no plan made count as the plan's when their name matches this; null takes in none.</param>
    public static RetentionScope OfPlan(Guid planId, string? foreign) => new(planId, foreign);

    public static RetentionScope OfNames(string pattern) => new(null, pattern);

    /// <summary>Why the rules are not about this archive, a word of <see cref="FateReason"/>; null when they are.</summary>
    public string? WhyOutside(RetentionCandidate archive) => _planId switch
    {
        null => Matches(archive) ? null : FateReason.OtherName,
        { } plan when archive.PlanId == plan => null,
        _ when archive.PlanId is not null => FateReason.OtherPlan,
        _ => Matches(archive) ? null : FateReason.Foreign,
    };

    // "web-1.checkpoint.2" belongs to the series of "web-1".
    private bool Matches(RetentionCandidate archive) =>
        _names?.Matches(archive.IsCheckpoint ? archive.Name[..archive.Name.LastIndexOf(".checkpoint", StringComparison.Ordinal)] : archive.Name) == true;
}
