using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Data;
using BorgUi.Core.Retention;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

/// <summary>An archive as the preview needs it.</summary>
internal sealed record PreviewRow(
    Guid Id, RetentionCandidate Candidate, string? PlanName, long? CompressedBytes, long? DeduplicatedBytes)
{
    public static async Task<IReadOnlyList<PreviewRow>> OfRepositoryAsync(BorgUiDbContext db, Guid repositoryId, CancellationToken cancellationToken) => await db.Archives
        .Where(archive => archive.RepositoryId == repositoryId)
        .Select(archive => new PreviewRow(
            archive.Id,
            new RetentionCandidate
            {
                BorgId = archive.BorgId,
                Name = archive.Name,
                StartedAt = archive.StartedAt,
                PlanId = archive.PlanId,
                IsPinned = archive.IsPinned,
            },
            archive.Plan!.Name,
            archive.CompressedSizeBytes,
            archive.DeduplicatedSizeBytes))
        .ToListAsync(cancellationToken);
}

/// <summary>One set of rules, tried on the archives of a repository.</summary>
internal sealed class PreviewedPrune
{
    private readonly RetentionChoice _choice;
    private readonly Dictionary<string, PreviewRow> _rows;

    public PreviewedPrune(IReadOnlyList<PreviewRow> rows, KeepRules rules, RetentionScope scope, DateTimeOffset now)
    {
        _rows = rows.ToDictionary(row => row.Candidate.BorgId);
        _choice = ArchiveSelection.Choose(rows.Select(row => row.Candidate), rules, scope, now);
        Outcome = new()
        {
            Rules = rules,
            KeptCount = _choice.KeptCount,
            PrunedCount = _choice.DoomedCount,
            FreedBytes = FreedBytes(),
            Risk = _choice.Risk,
        };
    }

    public PruneOutcome Outcome { get; }

    /// <param name="against">The same archives by other rules; null when there are none.</param>
    public IReadOnlyList<PreviewedArchive> Archives(PreviewedPrune? against)
    {
        // Both are in the same order: newest first.
        return [.. _choice.Fates.Select((fate, index) => Archive(fate, _rows[fate.Archive.BorgId], against?._choice.Fates[index]))];
    }

    private static PreviewedArchive Archive(ArchiveFate fate, PreviewRow row, ArchiveFate? against) => new()
    {
        ArchiveId = row.Id,
        Name = fate.Archive.Name,
        BorgId = fate.Archive.BorgId,
        StartedAt = fate.Archive.StartedAt,
        PlanId = fate.Archive.PlanId,
        PlanName = row.PlanName,
        Pinned = fate.Archive.IsPinned,
        DeduplicatedSize = row.DeduplicatedBytes,
        Verdict = fate.Verdict,
        Reason = fate.Reason,
        AgainstVerdict = against?.Verdict,
        AgainstReason = against?.Reason,
    };

    // What successive backups share can be judged plan by plan only.
    private long? FreedBytes()
    {
        long? sum = 0;
        foreach (var series in _choice.Fates.Reverse().GroupBy(fate => fate.Archive.PlanId))
        {
            sum += FreedSpace.Estimate([.. series.Select(fate =>
                new SeriesArchive(fate.Verdict == PruneVerdict.Delete, _rows[fate.Archive.BorgId].CompressedBytes, _rows[fate.Archive.BorgId].DeduplicatedBytes))]);
        }

        return sum;
    }
}
