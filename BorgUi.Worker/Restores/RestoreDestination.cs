using BorgUi.Core.Jobs;
using BorgUi.Worker.Maintenance;

namespace BorgUi.Worker.Restores;

/// <summary>Whether something can be restored to a folder of this machine.</summary>
internal static class RestoreDestination
{
    /// <summary>Why not, in a sentence; null when it can.</summary>
    public static string? ProblemOf(RestoreJob job)
    {
        var destination = job.Details.Destination;
        var location = job.Repository!.Location;
        return RepositoryFolder.IsLocal(location) && $"{destination}/".StartsWith($"{location}/", StringComparison.Ordinal)
                ? $"{destination} lies in the repository itself."
            : Directory.Exists(destination) ? null
            : PathState.IsThere(destination) ? $"{destination} is not a folder."
            : Directory.Exists(Path.GetDirectoryName(destination)) ? null
            : $"Neither {destination} nor the folder above it exists on the machine of site '{job.Site}'.";
    }

    /// <summary>What the disk has left on which the destination lies or will lie; null when it cannot be seen.</summary>
    public static long? FreeBytes(string destination)
    {
        try
        {
            return new DriveInfo(Existing(destination)).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether this worker may make files there.</summary>
    public static bool MayWrite(string destination) => NativeMethods.Access(Existing(destination), NativeMethods.WriteAndPass) == 0;

    /// <summary>Removes a folder that was made for nothing.</summary>
    public static void RemoveIfEmpty(string destination)
    {
        if (Directory.Exists(destination) && !Directory.EnumerateFileSystemEntries(destination).Any())
        {
            Directory.Delete(destination);
        }
    }

    private static string Existing(string destination) => Directory.Exists(destination) ? destination : Path.GetDirectoryName(destination)!;
}
