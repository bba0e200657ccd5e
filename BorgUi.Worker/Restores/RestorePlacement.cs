using BorgUi.Contracts.Archives;

namespace BorgUi.Worker.Restores;

/// <summary>
/// Moves what was restored to where it belongs, by the policy for what is there. A folder that is not there yet moves as a whole,
/// with its rights and times; one that is there keeps its own. Links at the destination are never followed.
/// </summary>
internal sealed class RestorePlacement(OverwritePolicy policy, string staging, RestoreTally tally, CancellationToken cancellationToken)
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="OperationCanceledException">What was moved so far is whole and stays.</exception>
    public async Task PlaceAsync(string destination) => await PlaceContentAsync(new(staging), destination);

    private async Task PlaceContentAsync(DirectoryInfo staged, string target)
    {
        LetUsIn(staged);
        foreach (var item in staged.GetFileSystemInfos())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var final = Path.Combine(target, item.Name);
            try
            {
                await (PathState.IsFolder(item) ? PlaceFolderAsync((DirectoryInfo)item, final) : PlaceFileAsync(item, final));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                tally.Failed(StoredPath(item), item.Name.Contains('\uFFFD', StringComparison.Ordinal)
                    ? "Its name is not UTF-8; restore it into an empty folder, where all of it moves at once."
                    : error.Message, Math.Max(1, CountBelow(item).Files));
            }
        }
    }

    private async Task PlaceFolderAsync(DirectoryInfo staged, string final)
    {
        if (PathState.IsFolder(final))
        {
            await PlaceContentAsync(staged, final);
            return;
        }

        var (files, bytes, folders) = CountBelow(staged);
        if (PathState.IsThere(final))
        {
            tally.Failed(StoredPath(staged), "A file or a link is in the way of this folder.", files);
            return;
        }

        // To move a folder one needs the right to write into it, which the restored one may lack.
        var mode = LetUsIn(staged);
        await AtomicMove.MoveAsync(staged.FullName, final, cancellationToken);
        if ((mode & Ours) != Ours)
        {
            File.SetUnixFileMode(final, mode);
        }

        tally.CreatedFolders(folders + 1);
        tally.Restored(files, bytes);
    }

    private async Task PlaceFileAsync(FileSystemInfo staged, string final)
    {
        if (PathState.IsFolder(final))
        {
            tally.Failed(StoredPath(staged), "A folder is in the way of this file.");
            return;
        }

        if (PathState.IsThere(final) && !MayReplace(staged, new FileInfo(final)))
        {
            tally.Skipped();
            return;
        }

        var bytes = BytesOf(staged);
        await AtomicMove.MoveAsync(staged.FullName, final, cancellationToken);
        tally.Restored(1, bytes);
    }

    private bool MayReplace(FileSystemInfo staged, FileInfo present) => policy switch
    {
        OverwritePolicy.Always => true,
        OverwritePolicy.IfNewer => staged.LastWriteTimeUtc > present.LastWriteTimeUtc,
        _ => false,
    };

    /// <summary>Gives this user every right on a folder; answers the mode that it had.</summary>
    private static UnixFileMode LetUsIn(DirectoryInfo folder)
    {
        var mode = folder.UnixFileMode;
        if ((mode & Ours) != Ours)
        {
            folder.UnixFileMode = mode | Ours;
        }

        return mode;
    }

    // Rights that were given for looking are taken back: the folders may move as they are.
    private static (long Files, long Bytes, long Folders) CountBelow(FileSystemInfo item)
    {
        if (!PathState.IsFolder(item))
        {
            return (1, BytesOf(item), 0);
        }

        var folder = (DirectoryInfo)item;
        var mode = LetUsIn(folder);
        var (files, bytes, folders) = (0L, 0L, 0L);
        foreach (var below in folder.EnumerateFileSystemInfos())
        {
            var counted = CountBelow(below);
            (files, bytes, folders) = (files + counted.Files, bytes + counted.Bytes, folders + counted.Folders + (PathState.IsFolder(below) ? 1 : 0));
        }

        if ((mode & Ours) != Ours)
        {
            folder.UnixFileMode = mode;
        }

        return (files, bytes, folders);
    }

    private string StoredPath(FileSystemInfo item) => Path.GetRelativePath(staging, item.FullName);

    private static long BytesOf(FileSystemInfo item) => item is FileInfo { LinkTarget: null, Exists: true } file ? file.Length : 0;
}
