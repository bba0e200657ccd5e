using System.Linq.Expressions;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives;

namespace BorgUi.Api.Archives;

internal static class ArchiveProjection
{
    public static readonly Expression<Func<Archive, ArchiveResponse>> OfArchive = archive => new ArchiveResponse
    {
        Id = archive.Id,
        ArchiveId = archive.Id,
        RepositoryId = archive.RepositoryId,
        RepositoryName = archive.Repository!.Name,
        PlanId = archive.PlanId,
        PlanName = archive.Plan!.Name,
        JobId = archive.JobId,
        Name = archive.Name,
        BorgId = archive.BorgId,
        StartedAt = archive.StartedAt,
        DurationSeconds = archive.Duration == null ? null : archive.Duration.Value.TotalSeconds,
        OriginalSize = archive.OriginalSizeBytes,
        CompressedSize = archive.CompressedSizeBytes,
        DeduplicatedSize = archive.DeduplicatedSizeBytes,
        FileCount = archive.FileCount,
        Hostname = archive.Hostname,
        Comment = archive.Comment,
        Pinned = archive.IsPinned,
        ProvenAt = archive.ProvenAt,
        IndexState = archive.IndexState,
        IndexPercent = archive.IndexPercent,
        IndexError = archive.IndexError,
        IndexedAt = archive.IndexedAt,
    };
}
