using System.IO.Enumeration;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Backups;

/// <summary>
/// Estimates the size of a backup: as that of the newest archive of the same plan, else by walking the sources beside the backup
/// for a bounded time. A first backup with exclude patterns has no estimate, rather than a wrong one.
/// </summary>
internal sealed class BackupEstimator(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan WalkLimit = TimeSpan.FromSeconds(10);

    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.None,
        ReturnSpecialDirectories = false,
    };

    /// <summary>The size of the newest whole archive of the same plan; null when this is its first backup.</summary>
    public async Task<BackupEstimate?> FromLastAsync(BackupJob job, CancellationToken cancellationToken)
    {
        if (job.PlanId is not { } planId)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Archives
            .Where(archive => archive.PlanId == planId && archive.OriginalSizeBytes > 0 && archive.FileCount != null
                && db.Jobs.Any(made => made.Id == archive.JobId && (made.Status == JobStatus.Completed || made.Status == JobStatus.CompletedWithWarnings)))
            .OrderByDescending(archive => archive.StartedAt)
            .Select(archive => new BackupEstimate(archive.OriginalSizeBytes!.Value, archive.FileCount!.Value))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The size of the sources, or null when that cannot be told; does not fail because of what lies on the disk.</summary>
    /// <param name="beside">A folder that is backed up with them.</param>
    public async Task<BackupEstimate?> FromSourcesAsync(BackupJob job, string? beside, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> sources = beside is null ? job.Details.Sources : [.. job.Details.Sources, beside];
        return job.Details.ExcludePatterns.Count > 0 ? null : await Task.Run(() => Measure(sources, cancellationToken), cancellationToken);
    }

    private BackupEstimate? Measure(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        long bytes = 0, files = 0;
        foreach (var size in sources.SelectMany(SizesBelow))
        {
            bytes += size;
            files++;
            if (files % 1024 == 0 && (cancellationToken.IsCancellationRequested || time.GetElapsedTime(started) > WalkLimit))
            {
                return null;
            }
        }

        return new(bytes, files);
    }

    private static IEnumerable<long> SizesBelow(string source)
    {
        try
        {
            return File.Exists(source) && !Directory.Exists(source) ? [new FileInfo(source).Length] : Sizes(source);
        }
        catch (IOException)
        {
            return [];
        }
    }

    // Links are not followed, as borg does not follow them.
    private static FileSystemEnumerable<long> Sizes(string folder) => new(folder, (ref FileSystemEntry entry) => entry.Length, Walk)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
    };
}
