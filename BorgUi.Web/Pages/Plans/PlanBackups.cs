using BorgUi.Contracts.Signals;

namespace BorgUi.Web.Pages.Plans;

/// <summary>What the newest backups of a plan were, newest first.</summary>
internal sealed record PlanBackups(Guid PlanId, IReadOnlyList<BackupFiguresResponse> Newest)
{
    public const int Charted = 30;
    public const int Listed = 10;

    /// <summary>Each repository's backups, oldest first: what one of them changed is not comparable with another's.</summary>
    public IEnumerable<IGrouping<string, BackupFiguresResponse>> ByRepository => Newest.Reverse().GroupBy(backup => backup.RepositoryName);

    public bool HasSeveralRepositories => Newest.DistinctBy(backup => backup.RepositoryId).Count() > 1;

    /// <summary>The page that lists every difference; null when one of the two archives is gone.</summary>
    public static string? DiffOf(BackupFiguresResponse backup, IEnumerable<BackupFiguresResponse> all) =>
        backup is { ArchiveName: not null, Changes.SinceArchiveId: var since } && all.Any(other => other.ArchiveId == since && other.ArchiveName is not null)
            ? $"/archives/{since}/diff/{backup.ArchiveId}"
            : null;
}

/// <summary>The backups of a plan that somebody should look at, newest first, among its newest ones.</summary>
internal sealed record UnusualBackups(Guid PlanId, IReadOnlyList<BackupFiguresResponse> Items, IReadOnlyList<BackupFiguresResponse> Newest);
