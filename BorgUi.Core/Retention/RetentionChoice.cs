using BorgUi.Contracts.Retention;

namespace BorgUi.Core.Retention;

/// <summary>What becomes of each archive of a repository, newest first.</summary>
public sealed record RetentionChoice(IReadOnlyList<ArchiveFate> Fates)
{
    public IReadOnlyList<RetentionCandidate> Kept { get; } = [.. Of(Fates, PruneVerdict.Keep)];

    public IReadOnlyList<RetentionCandidate> Doomed { get; } = [.. Of(Fates, PruneVerdict.Delete)];

    /// <summary>How many stay, without checkpoints.</summary>
    public int KeptCount => Kept.Count(archive => !archive.IsCheckpoint);

    /// <summary>How many go, without checkpoints.</summary>
    public int DoomedCount => Doomed.Count(archive => !archive.IsCheckpoint);

    /// <summary>Why somebody should say yes first; null when the choice is an ordinary one.</summary>
    public PruneRisk? Risk => (KeptCount, DoomedCount) switch
    {
        (_, 0) => null,
        (0, _) => PruneRisk.KeepsNothing,
        var (kept, doomed) => doomed > kept ? PruneRisk.DeletesMost : null,
    };

    private static IEnumerable<RetentionCandidate> Of(IReadOnlyList<ArchiveFate> fates, PruneVerdict verdict) =>
        fates.Where(fate => fate.Verdict == verdict).Select(fate => fate.Archive);
}
