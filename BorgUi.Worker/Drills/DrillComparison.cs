using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Comparisons;
using BorgUi.Worker.Restores;

namespace BorgUi.Worker.Drills;

/// <summary>
/// Compares what borg has restored with the archive's list by size and, where the live file still has the size and time of the
/// archived one, with that by SHA-256.
/// </summary>
/// <param name="scratch">Where borg wrote.</param>
/// <param name="liveRoot">The folder below which stored paths lie on this machine: the root, except in tests.</param>
internal sealed class DrillComparison(string scratch, string liveRoot = "/")
{
    // borg keeps microseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    private readonly List<JobWarning> _failures = [];

    public IReadOnlyList<JobWarning> Failures => _failures;

    public int FilesCompared { get; private set; }

    public long BytesRestored { get; private set; }

    public void Missing(string path) => Fail(path, "It must be there, but the archive does not hold it, or only as a folder without files.");

    public async Task CompareAsync(ArchiveItem entry, CancellationToken cancellationToken)
    {
        var restored = Path.Combine(scratch, entry.Path);
        if (!PathState.IsThere(restored))
        {
            Fail(entry.Path, "It did not come back.");
        }
        else if (entry is { Type: '-', IsHardLink: false })
        {
            await CompareFileAsync(entry, new(restored), cancellationToken);
        }
    }

    private async Task CompareFileAsync(ArchiveItem entry, FileInfo restored, CancellationToken cancellationToken)
    {
        BytesRestored += restored.Length;
        if (restored.Length != entry.Size)
        {
            Fail(entry.Path, $"{restored.Length} of {entry.Size} bytes came back.");
            return;
        }

        var live = Path.Combine(liveRoot, entry.Path);
        if (!IsUnchanged(entry, live) || await LiveHashAsync(live, cancellationToken) is not { } hash)
        {
            return;
        }

        var restoredHash = await ContentHash.OfAsync(restored.FullName, cancellationToken);
        var isEqual = restoredHash.AsSpan().SequenceEqual(hash);
        // One that was being written to while it was read has changed after all.
        if (!isEqual && IsUnchanged(entry, live))
        {
            Fail(entry.Path, "It came back with other content than the live file has, whose size and time have not changed since.");
            return;
        }

        FilesCompared += isEqual ? 1 : 0;
    }

    private static bool IsUnchanged(ArchiveItem entry, string live)
    {
        var file = new FileInfo(live);
        return file is { Exists: true, LinkTarget: null } && file.Length == entry.Size
            && entry.ModifiedAt is { } time && (file.LastWriteTimeUtc - time.UtcDateTime).Duration() <= Rounding;
    }

    // What cannot be read, or has just gone, has nothing to say about the archive.
    private static async Task<byte[]?> LiveHashAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ContentHash.OfAsync(path, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Fail(string path, string reason) => _failures.Add(new(StorableText.Of(path, JobLogStore.MaximumLineLength), reason));
}
