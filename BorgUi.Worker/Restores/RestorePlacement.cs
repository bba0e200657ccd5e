using BorgUi.Contracts.Archives;

namespace BorgUi.Worker.Restores;

/// <summary>
/// Moves what was restored to where it belongs, by the policy for what is there. A folder that is not there yet moves as a whole,
/// with its rights and times; one that is there keeps its own. Links at the destination are never followed.
/// </summary>
internal sealed class RestorePlacement(OverwritePolicy policy, string staging, RestoreTally tally, CancellationToken cancellationToken)
{
    /// <exception cref="OperationCanceledException">What was moved so far is whole and stays.</exception>
    public Task PlaceAsync(string destination) => PlaceContentAsync(new(staging), destination, "");

    /// <param name="staged">What was restored.</param>
    /// <param name="target">Where it belongs; it is there.</param>
    /// <param name="path">The same below the destination, with a slash at its end unless it is empty.</param>
    private async Task PlaceContentAsync(DirectoryInfo staged, string target, string path)
    {
        FolderRights.LetUsIn(staged);
        var hasOddNames = false;
        foreach (var item in staged.GetFileSystemInfos())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (OddName.IsPossible(item.Name))
            {
                hasOddNames = true;
                continue;
            }

            await PlaceItemAsync(item, Path.Combine(target, item.Name), path + item.Name);
        }

        foreach (var name in hasOddNames ? OddName.In(staged.FullName) : [])
        {
            await TryAsync(path + name.Text, isExact: name.IsText, () => PlaceOddAsync(staged.FullName, target, name, path + name.Text));
        }
    }

    private Task PlaceItemAsync(FileSystemInfo item, string final, string path) => TryAsync(path, isExact: true, () =>
        PathState.IsFolder(item) ? PlaceFolderAsync((DirectoryInfo)item, final, path) : PlaceFileAsync(item, final, path));

    private async Task TryAsync(string path, bool isExact, Func<Task> place)
    {
        try
        {
            await place();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            tally.Failed(path, error.Message, isExact: isExact);
        }

        await tally.Report.FlushAsync();
    }

    private async Task PlaceFolderAsync(DirectoryInfo staged, string final, string path)
    {
        if (PathState.IsFolder(final))
        {
            await PlaceContentAsync(staged, final, $"{path}/");
            return;
        }

        // To move a folder one needs the right to write into it, which the restored one may lack.
        var content = FolderContent.Of(staged, path);
        if (PathState.IsThere(final))
        {
            tally.Failed(path, "A file or a link is in the way of this folder.", content.Files);
            return;
        }

        var mode = FolderRights.LetUsIn(staged);
        try
        {
            await AtomicMove.MoveAsync(staged.FullName, final, cancellationToken);
        }
        catch (IOException error)
        {
            tally.Failed(path, error.Message, Math.Max(1, content.Files));
            return;
        }

        FolderRights.TakeBack(new(final), mode);
        tally.Restored(content);
    }

    private async Task PlaceFileAsync(FileSystemInfo staged, string final, string path)
    {
        if (PathState.IsFolder(final))
        {
            tally.Failed(path, "A folder is in the way of this file.");
            return;
        }

        if (PathState.IsThere(final) && WhyLeft(staged.LastWriteTimeUtc, new FileInfo(final).LastWriteTimeUtc) is { } why)
        {
            tally.Skipped(path, why);
            return;
        }

        var bytes = PathState.BytesOf(staged);
        await AtomicMove.MoveAsync(staged.FullName, final, cancellationToken);
        tally.Restored(path, bytes);
    }

    // The same by bytes, for names that .NET cannot name.
    private async Task PlaceOddAsync(string stagedFolder, string targetFolder, OddName name, string path)
    {
        using var staged = OddItem.Open(stagedFolder, name) ?? throw new IOException("It went away while it was being restored.");
        using var present = OddItem.Open(targetFolder, name);
        if (staged.AsFolder() is { } folder)
        {
            await PlaceOddFolderAsync(folder, present, () => OddItem.Move(stagedFolder, targetFolder, name), path);
        }
        else if (present?.AsFolder() is not null)
        {
            tally.Failed(path, "A folder is in the way of this file.", isExact: name.IsText);
        }
        else if (present is not null && WhyLeft(staged.ModifiedAt, present.ModifiedAt) is { } why)
        {
            tally.Skipped(path, why, name.IsText);
        }
        else
        {
            OddItem.Move(stagedFolder, targetFolder, name);
            tally.Restored(path, bytes: 0, name.IsText);
        }
    }

    private async Task PlaceOddFolderAsync(DirectoryInfo staged, OddItem? present, Action move, string path)
    {
        if (present?.AsFolder() is { } there)
        {
            await PlaceContentAsync(staged, there.FullName, $"{path}/");
            return;
        }

        var content = FolderContent.Of(staged, path);
        if (present is not null)
        {
            tally.Failed(path, "A file or a link is in the way of this folder.", content.Files, isExact: false);
            return;
        }

        var mode = FolderRights.LetUsIn(staged);
        move();
        FolderRights.TakeBack(staged, mode);
        tally.Restored(content);
    }

    /// <summary>Why the file that is there stays; null when it is replaced.</summary>
    private string? WhyLeft(DateTime restored, DateTime present) => policy switch
    {
        OverwritePolicy.Always => null,
        OverwritePolicy.IfNewer => restored > present ? null : "The one that is there is not older.",
        _ => "It is there already.",
    };
}
