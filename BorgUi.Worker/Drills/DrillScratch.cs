using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Restores;
using BorgUi.Worker.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Drills;

/// <summary>
/// Where drills restore to: a private folder in the worker's own, of each attempt another. What dead drills left there goes when the
/// job is rescued, or with the next drill on this machine.
/// </summary>
internal sealed class DrillScratch(IOptions<WorkerOptions> options, IDbContextFactory<BorgUiDbContext> contexts)
{
    private string Root => Path.Combine(options.Value.DataPath, "drills");

    public string PathOf(RestoreDrillJob job) => Path.Combine(Root, $"{job.Id:N}-{job.Attempt}");

    /// <summary>Makes the folder of the job anew, and clears away those of drills that do not run any more.</summary>
    public async Task<string> CreateAsync(RestoreDrillJob job, CancellationToken cancellationToken)
    {
        WorkerIdentity.CreatePrivateDirectory(Root);
        foreach (var left in Directory.EnumerateDirectories(Root))
        {
            if (OwnerOf(left) is not { } owner || owner == job.Id || !await RunsAsync(owner, cancellationToken))
            {
                await RestoreStaging.RemoveAsync(left);
            }
        }

        var folder = PathOf(job);
        WorkerIdentity.CreatePrivateDirectory(folder);
        return folder;
    }

    /// <summary>Bytes that the disk of the folder has left for us.</summary>
    public static long FreeBytesOf(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    private static Guid? OwnerOf(string folder) =>
        Path.GetFileName(folder).Split('-') is [var id, _] && Guid.TryParseExact(id, "N", out var owner) ? owner : null;

    private async Task<bool> RunsAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Jobs.AnyAsync(job => job.Id == jobId && job.Status == JobStatus.Running, cancellationToken);
    }
}
