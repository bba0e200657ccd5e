using BorgUi.Contracts.Signals;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;

namespace BorgUi.Core.Signals;

/// <summary>What one backup was, and how it differs from those before it. It stays when its archive and its job are gone, and ends with its repository.</summary>
public sealed class BackupFigures
{
    /// <summary>The archive; it may be gone.</summary>
    public required Guid ArchiveId { get; init; }

    public required Guid RepositoryId { get; init; }

    public Repository? Repository { get; private set; }

    /// <summary>Null when the plan is gone, or there was none.</summary>
    public Guid? PlanId { get; init; }

    public BackupPlan? Plan { get; private set; }

    public required DateTimeOffset StartedAt { get; init; }

    public required long FileCount { get; init; }

    public required long OriginalSizeBytes { get; init; }

    public required long CompressedSizeBytes { get; init; }

    /// <summary>What the repository did not have before.</summary>
    public required long DeduplicatedSizeBytes { get; init; }

    /// <summary>How large the repository was afterwards.</summary>
    public long? RepositorySizeBytes { get; init; }

    /// <summary>Null until the archive and the one before it are indexed.</summary>
    public BackupChanges? Changes { get; set; }

    /// <summary>In which way it is unusual; null when it is not.</summary>
    public List<BackupSignal>? Signals { get; private set; }

    /// <summary>When somebody looked at what is unusual.</summary>
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>The name of that user.</summary>
    public string? LookedBy { get; set; }

    /// <summary>Whether it tells what is usual: nothing of the kind was said of it, or somebody looked and let it be.</summary>
    public bool IsUsual(SignalKind kind) => LookedAt is not null || Signals?.Exists(signal => signal.Kind == kind) != true;

    /// <summary>Notes in which way it is unusual. What was said before stays, in newer words; a new kind wants to be looked at anew.</summary>
    /// <param name="earlier">Those of its plan in its repository before it, newest first.</param>
    public void Judge(IReadOnlyList<BackupFigures> earlier)
    {
        var said = SignalJudge.Of(this, earlier);
        if (said.Count == 0)
        {
            return;
        }

        var before = Signals ?? [];
        Signals = [.. said, .. before.Where(known => said.All(signal => signal.Kind != known.Kind))];
        if (Signals.Count > before.Count)
        {
            (LookedAt, LookedBy) = (null, null);
        }
    }
}
