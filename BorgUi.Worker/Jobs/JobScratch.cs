using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Restores;
using BorgUi.Worker.Workers;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Jobs;

/// <summary>
/// Where jobs keep files aside: a private folder in the worker's own, of each attempt another. What dead jobs left there goes when
/// they are rescued, or with the next job on this machine that makes a folder.
/// </summary>
internal sealed class JobScratch(WorkerIdentity identity, IDbContextFactory<BorgUiDbContext> contexts)
{
    public string PathOf(Job job) => Path.Combine(identity.ScratchDirectory, $"{job.Id:N}-{job.Attempt}");

    /// <summary>Makes the folder of the job anew, and clears away those of jobs that do not run any more.</summary>
    public async Task<string> CreateAsync(Job job, CancellationToken cancellationToken)
    {
        foreach (var left in Directory.EnumerateDirectories(identity.ScratchDirectory))
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

    /// <summary>Removes the folder of the job, if there is one.</summary>
    public Task RemoveAsync(Job job) => RestoreStaging.RemoveAsync(PathOf(job));

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
