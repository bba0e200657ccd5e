using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Restores;

/// <summary>
/// Compares the archive's own list, item by item, with what borg has written. What is not whole is removed, so that it cannot be put in
/// place.
/// </summary>
internal sealed class RestoreCensus(RestoreDetails details, string staging, RestoreTally tally, bool borgFailed)
{
    // borg sets the time of a file last; file systems round it by up to two seconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(2);

    public void Compare(IEnumerable<ArchiveItem> items)
    {
        foreach (var item in items)
        {
            if (StrippedPath.Of(item.Path, details.StripComponents) is { } path)
            {
                Count(item, path);
            }
        }
    }

    private void Count(ArchiveItem entry, string path)
    {
        var staged = Path.Combine(staging, path);
        if (entry.IsFolder)
        {
            tally.SelectFolder();
            return;
        }

        var length = entry.IsHardLink && File.Exists(staged) ? new FileInfo(staged).Length : entry.Size;
        tally.SelectFile(entry.Type == '-' ? length : 0);
        if (!PathState.IsThere(staged))
        {
            if (!IsThereUnderOddName(path))
            {
                tally.Failed(path, borgFailed ? "borg failed before it was restored." : "It is not among what borg wrote.", isExact: entry.IsExact);
            }
        }
        else if (entry is { Type: '-', IsHardLink: false } && !IsWhole(entry, staged))
        {
            var written = new FileInfo(staged).Length;
            File.Delete(staged);
            tally.Failed(path, $"Only {Math.Min(written, entry.Size)} of {entry.Size} bytes were written.");
        }
    }

    private bool IsWhole(ArchiveItem entry, string staged)
    {
        var file = new FileInfo(staged);
        return file.Length == entry.Size
            && (!borgFailed || entry.ModifiedAt is not { } time || (file.LastWriteTimeUtc - time.UtcDateTime).Duration() <= Rounding);
    }

    // Bytes that are no UTF-8 stand as '?' in borg's list and as U+FFFD in .NET's: such a name cannot be compared, only be seen.
    private bool IsThereUnderOddName(string path)
    {
        var folder = staging;
        foreach (var part in path.Split('/'))
        {
            var next = Path.Combine(folder, part);
            if (!PathState.IsThere(next))
            {
                return part.Contains('?', StringComparison.Ordinal) && Directory.Exists(folder)
                    && Directory.EnumerateFileSystemEntries(folder).Any(OddName.IsPossible);
            }

            folder = next;
        }

        return true;
    }
}
