using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Workers;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Restores;

/// <summary>
/// Where borg writes what it restores: a private folder in the destination, so on its file system. borg replaces files without
/// asking and leaves the one that it was cut off in half written; neither may happen under a final name.
/// </summary>
internal sealed class RestoreStaging(IDbContextFactory<BorgUiDbContext> contexts)
{
    public const string Prefix = ".borgui-restore-";

    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static string PathOf(RestoreJob job) => Path.Combine(job.Details.Destination, $"{Prefix}{job.Id:N}");

    /// <summary>Makes the folder anew, and clears away what dead restores have left beside it.</summary>
    public async Task<string> CreateAsync(RestoreJob job, CancellationToken cancellationToken)
    {
        foreach (var left in Directory.EnumerateDirectories(job.Details.Destination, $"{Prefix}*"))
        {
            if (Guid.TryParseExact(Path.GetFileName(left)[Prefix.Length..], "N", out var owner) && (owner == job.Id || !await RunsAsync(owner, cancellationToken)))
            {
                Remove(left);
            }
        }

        var folder = PathOf(job);
        WorkerIdentity.CreatePrivateDirectory(folder);
        return folder;
    }

    /// <summary>Removes a file, a link or a folder with all that is in it, also what was restored without the right to write.</summary>
    public static void Remove(string path)
    {
        if (!Directory.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            File.Delete(path);
            return;
        }

        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            Open(path);
            Directory.Delete(path, recursive: true);
        }
    }

    private static void Open(string folder)
    {
        File.SetUnixFileMode(folder, Ours);
        foreach (var below in new DirectoryInfo(folder).EnumerateDirectories().Where(below => below.LinkTarget is null))
        {
            Open(below.FullName);
        }
    }

    private async Task<bool> RunsAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Jobs.AnyAsync(job => job.Id == jobId && job.Status == JobStatus.Running, cancellationToken);
    }
}
