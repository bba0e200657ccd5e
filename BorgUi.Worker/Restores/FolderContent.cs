using BorgUi.Contracts.Jobs;

namespace BorgUi.Worker.Restores;

/// <summary>What a restored folder holds, counted and told before it moves as a whole.</summary>
internal sealed class FolderContent
{
    public ReportBuffer Lines { get; } = new(ReportOutcome.Restored);

    public long Files { get; private set; }

    public long Bytes { get; private set; }

    public long Folders { get; private set; }

    /// <param name="folder">On disk; rights that are given for looking are taken back, for it may move as it is.</param>
    /// <param name="path">The folder below the destination.</param>
    public static FolderContent Of(DirectoryInfo folder, string path)
    {
        var content = new FolderContent();
        content.Add(folder, path);
        return content;
    }

    private void Add(DirectoryInfo folder, string path)
    {
        var mode = FolderRights.LetUsIn(folder);
        var hasOddNames = false;
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            var below = $"{path}/{item.Name}";
            if (OddName.IsPossible(item.Name))
            {
                hasOddNames = true;
            }
            else if (PathState.IsFolder(item))
            {
                Folders++;
                Add((DirectoryInfo)item, below);
            }
            else
            {
                AddFile(below, PathState.BytesOf(item), isExact: true);
            }
        }

        if (hasOddNames)
        {
            AddOddNames(folder, path);
        }

        FolderRights.TakeBack(folder, mode);
    }

    private void AddOddNames(DirectoryInfo folder, string path)
    {
        foreach (var name in OddName.In(folder.FullName))
        {
            using var odd = OddItem.Open(folder.FullName, name);
            if (odd?.AsFolder() is { } inside)
            {
                Folders++;
                Add(inside, $"{path}/{name.Text}");
            }
            else
            {
                AddFile($"{path}/{name.Text}", bytes: 0, name.IsText);
            }
        }
    }

    private void AddFile(string path, long bytes, bool isExact)
    {
        Files++;
        Bytes += bytes;
        Lines.Add(path, bytes, reason: null, isExact);
    }
}
