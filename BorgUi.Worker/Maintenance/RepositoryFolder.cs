using System.IO.Enumeration;

namespace BorgUi.Worker.Maintenance;

/// <summary>What can be seen of a repository on this machine without borg.</summary>
internal static class RepositoryFolder
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    public static bool IsLocal(string location) => location.StartsWith('/');

    /// <summary>Bytes of the segments on disk; null for a repository on a server.</summary>
    public static long? SizeOf(string location)
    {
        var data = Path.Combine(location, "data");
        return IsLocal(location) && Directory.Exists(data)
            ? new FileSystemEnumerable<long>(data, (ref FileSystemEntry entry) => entry.IsDirectory ? 0 : entry.Length, Everything).Sum()
            : null;
    }

    /// <summary>What the disk below the folder has left for us, and holds in all; null for a repository on a server, or when nothing can be learnt.</summary>
    public static DiskSpace? SpaceOf(string location)
    {
        if (!IsLocal(location) || !Directory.Exists(location))
        {
            return null;
        }

        try
        {
            var disk = new DriveInfo(location);
            return new(disk.AvailableFreeSpace, disk.TotalSize);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

internal sealed record DiskSpace(long FreeBytes, long TotalBytes);
