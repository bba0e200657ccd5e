using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
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

    // Of each attempt its own: a worker that was frozen and comes back finds its folder gone, never that of the next attempt.
    public static string PathOf(RestoreJob job) => Path.Combine(job.Details.Destination, $"{Prefix}{job.Id:N}-{job.Attempt}");

    /// <summary>Makes the folder anew, and clears away what dead restores have left beside it.</summary>
    public async Task<string> CreateAsync(RestoreJob job, CancellationToken cancellationToken)
    {
        foreach (var left in Directory.EnumerateDirectories(job.Details.Destination, $"{Prefix}*"))
        {
            if (OwnerOf(left) is { } owner && (owner == job.Id || !await RunsAsync(owner, cancellationToken)))
            {
                await RemoveAsync(left);
            }
        }

        var folder = PathOf(job);
        WorkerIdentity.CreatePrivateDirectory(folder);
        return folder;
    }

    /// <summary>Removes a file, a link or a folder with all that is in it, also what nobody may write to and what has a name that is no text.</summary>
    public static async Task RemoveAsync(string path)
    {
        if (!PathState.IsThere(path))
        {
            return;
        }

        if (PathState.IsFolder(path))
        {
            Open(new(path));
        }

        // .NET can neither name nor delete files whose names are not UTF-8.
        var removed = await CapturedRun.RunAsync(new() { FileName = "rm", Arguments = ["-rf", "--", path] });
        if (removed.ExitCode != 0)
        {
            throw new IOException(removed.Error.Trim());
        }
    }

    private static Guid? OwnerOf(string folder) =>
        Path.GetFileName(folder)[Prefix.Length..].Split('-') is [var id, _] && Guid.TryParseExact(id, "N", out var owner) ? owner : null;

    private static void Open(DirectoryInfo folder)
    {
        if ((folder.UnixFileMode & Ours) != Ours)
        {
            folder.UnixFileMode |= Ours;
        }

        foreach (var below in folder.EnumerateDirectories().Where(below => below.Exists && PathState.IsFolder(below)))
        {
            Open(below);
        }
    }

    private async Task<bool> RunsAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Jobs.AnyAsync(job => job.Id == jobId && job.Status == JobStatus.Running, cancellationToken);
    }
}
