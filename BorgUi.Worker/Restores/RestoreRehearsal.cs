using BorgUi.Contracts.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Restores;

/// <summary>Says of each item of the archive's list what a restore would do with it; touches nothing.</summary>
internal sealed class RestoreRehearsal(RestoreDetails details, RestoreTally tally)
{
    public void Observe(BorgEvent happened)
    {
        if (happened is OutputLine line && ArchiveItem.Parse(line) is { } item && StrippedPath.Of(item.Path, details.StripComponents) is { } path)
        {
            Count(item, path, Path.Combine(details.Destination, path));
        }
    }

    private void Count(ArchiveItem item, string path, string target)
    {
        if (item.IsFolder)
        {
            tally.SelectFolder();
            if (!PathState.IsThere(target))
            {
                tally.CreatedFolder();
            }

            return;
        }

        tally.SelectFile(item.Size);
        if (PathState.IsFolder(target))
        {
            tally.Failed(path, "A folder is in the way of this file.", isExact: item.IsExact);
            return;
        }

        var isThere = PathState.IsThere(target);
        if (isThere && WhyLeft(item, target) is { } why)
        {
            tally.Skipped(path, why, item.IsExact);
            return;
        }

        tally.Restored(path, item.Size, item.IsExact);
        if (isThere)
        {
            tally.Replaced();
        }
    }

    private string? WhyLeft(ArchiveItem item, string target) => details.Overwrite switch
    {
        OverwritePolicy.Always => null,
        OverwritePolicy.IfNewer => item.ModifiedAt?.UtcDateTime > new FileInfo(target).LastWriteTimeUtc ? null : "The one that is there is not older.",
        _ => "It is there already.",
    };
}
