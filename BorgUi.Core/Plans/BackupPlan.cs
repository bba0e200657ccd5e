using BorgUi.Contracts.Plans;
using BorgUi.Core.Hooks;
using BorgUi.Core.Repositories;

namespace BorgUi.Core.Plans;

/// <summary>What is backed up, where to and under which names.</summary>
public sealed class BackupPlan
{
    public const int DefaultRetryAttempts = 2;

    public static readonly TimeSpan DefaultRetryDelay = TimeSpan.FromMinutes(5);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public required Guid RepositoryId { get; set; }

    public Repository? Repository { get; private set; }

    /// <summary>Where it backs up as well.</summary>
    public List<PlanCopy> Copies { get; private init; } = [];

    /// <summary>All its repositories, in their order; they must be loaded.</summary>
    public IEnumerable<Repository> Repositories => Copies.OrderBy(copy => copy.Position).Select(copy => copy.Repository!).Prepend(Repository!);

    public required List<string> Sources { get; set; }

    /// <summary>BorgUi's own database and keys are part of its backups; only then it may have no sources.</summary>
    public bool IncludesBorgui { get; set; }

    public required List<string> ExcludePatterns { get; set; }

    public required string Compression { get; set; }

    public required string ArchiveNameTemplate { get; set; }

    public required string Site { get; set; }

    public InterruptionPolicy OnInterrupted { get; set; }

    /// <summary>How often a backup that failed for a passing cause is tried again by itself.</summary>
    public int RetryAttempts { get; set; } = DefaultRetryAttempts;

    /// <summary>The wait before the first retry; it doubles with each further one.</summary>
    public TimeSpan RetryDelay { get; set; } = DefaultRetryDelay;

    /// <summary>Which of the plan's archives a prune keeps.</summary>
    public KeepRules? Retention { get; set; }

    /// <summary>Archives that no plan made, but whose name matches, are pruned as if they were the plan's; null takes in none.</summary>
    public string? ForeignArchives { get; set; }

    /// <summary>Only with <see cref="Retention"/>.</summary>
    public bool RunPruneAfter { get; set; }

    /// <summary>A prune that nobody looks at may delete more than half of the archives at once.</summary>
    public bool PruneMayDeleteMost { get; set; }

    public bool RunCompactAfter { get; set; }

    public bool RunCheckAfter { get; set; }

    /// <summary>What becomes of the jobs after a backup when one of them, or the backup, fails.</summary>
    public ChainPolicy ChainOnFailure { get; set; }

    /// <summary>What runs before and after its backups and restores, in this order.</summary>
    public List<PlanHook> Hooks { get; set; } = [];

    /// <summary>How old its newest good backup may become; null when its schedules say it.</summary>
    public TimeSpan? ExpectedEvery { get; set; }

    /// <summary>Nothing is expected until then; kept when it has passed, for what was due before is not expected afterwards.</summary>
    public DateTimeOffset? AbsentUntil { get; set; }

    public string? AbsentReason { get; set; }

    /// <summary>What each restore drill brings back whatever else it draws; below the sources.</summary>
    public List<string> MustHavePaths { get; set; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Backs up into these repositories as well, in this order, and into no others; <see cref="Copies"/> must be loaded.</summary>
    public void CopyInto(IReadOnlyList<Guid> repositoryIds)
    {
        Copies.RemoveAll(copy => !repositoryIds.Contains(copy.RepositoryId));
        foreach (var (position, repositoryId) in repositoryIds.Index())
        {
            if (Copies.Find(copy => copy.RepositoryId == repositoryId) is { } known)
            {
                known.Position = position;
            }
            else
            {
                Copies.Add(new() { RepositoryId = repositoryId, Position = position });
            }
        }
    }
}
