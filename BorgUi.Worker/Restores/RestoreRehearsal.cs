using BorgUi.Contracts.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Restores;

/// <summary>Says of each item of the archive's list what a restore would do with it; touches nothing.</summary>
internal sealed class RestoreRehearsal(RestoreDetails details, RestoreTally tally)
{
    public void Observe(BorgEvent happened)
    {
        if (happened is OutputLine line && ArchiveItem.Parse(line) is { } entry && StrippedPath.Of(entry.Path, details.StripComponents) is { } path)
        {
            Count(entry, Path.Combine(details.Destination, path));
        }
    }

    private void Count(ArchiveItem entry, string target)
    {
        if (entry.IsFolder)
        {
            tally.SelectFolder();
            tally.CreatedFolders(PathState.IsThere(target) ? 0 : 1);
            return;
        }

        tally.SelectFile(entry.Size);
        if (PathState.IsFolder(target))
        {
            tally.Failed(entry.Path, "A folder is in the way of this file.");
        }
        else if (PathState.IsThere(target) && !MayReplace(entry, target))
        {
            tally.Skipped();
        }
        else
        {
            tally.Restored(1, entry.Size);
        }
    }

    private bool MayReplace(ArchiveItem entry, string target) => details.Overwrite switch
    {
        OverwritePolicy.Always => true,
        OverwritePolicy.IfNewer => entry.ModifiedAt?.UtcDateTime > new FileInfo(target).LastWriteTimeUtc,
        _ => false,
    };
}
