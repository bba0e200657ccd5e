namespace BorgUi.Core.Hooks;

/// <summary>
/// That a hook was started in this attempt of its job, and whether it ended. It stands in the row before the hook begins, so that
/// one that was cut off by a crash is repeated under the same <see cref="RunId"/>, and one that ended is not repeated.
/// </summary>
public sealed record HookRun
{
    /// <summary>What a receiver knows a repetition by.</summary>
    public required Guid RunId { get; init; }

    public required Guid HookId { get; init; }

    public bool HasEnded { get; init; }

    /// <summary>What went wrong, for people; null when nothing did.</summary>
    public string? Failure { get; init; }
}
