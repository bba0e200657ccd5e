using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Restores;

/// <summary>
/// Compares the archive's own list, item by item as it streams by, with what borg has written. What is not whole is removed, so
/// that it cannot be put in place.
/// </summary>
internal sealed class RestoreCensus(RestoreDetails details, string staging, RestoreTally tally, bool borgFailed)
{
    // borg sets the time of a file last; file systems round it by up to two seconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(2);

    public void Observe(BorgEvent happened)
    {
        if (happened is OutputLine line && ArchiveItem.Parse(line) is { } entry && StrippedPath.Of(entry.Path, details.StripComponents) is { } path)
        {
            Count(entry, path);
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
            if (!IsThereUnderOddName(staged))
            {
                tally.Failed(entry.Path, borgFailed ? "borg failed before it was restored." : "It is not among what borg wrote.");
            }
        }
        else if (entry is { Type: '-', IsHardLink: false } && !IsWhole(entry, staged))
        {
            var written = new FileInfo(staged).Length;
            File.Delete(staged);
            tally.Failed(entry.Path, $"Only {Math.Min(written, entry.Size)} of {entry.Size} bytes were written.");
        }
    }

    private bool IsWhole(ArchiveItem entry, string staged)
    {
        var file = new FileInfo(staged);
        return file.Length == entry.Size
            && (!borgFailed || entry.ModifiedAt is not { } time || (file.LastWriteTimeUtc - time.UtcDateTime).Duration() <= Rounding);
    }

    // Bytes that are no UTF-8 stand as '?' in borg's list and as U+FFFD in .NET's: such a name cannot be compared, only be seen.
    private static bool IsThereUnderOddName(string path) =>
        path.Contains('?', StringComparison.Ordinal)
        && Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder)
        && Directory.EnumerateFileSystemEntries(folder).Any(name => name.Contains('\uFFFD', StringComparison.Ordinal));
}
