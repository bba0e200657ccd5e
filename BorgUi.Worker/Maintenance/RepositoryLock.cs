using System.Globalization;
using System.Text.Json;
using BorgUi.Processes;

namespace BorgUi.Worker.Maintenance;

/// <summary>One holder of borg's lock: the machine as it names itself to borg, a pid and a thread.</summary>
internal sealed record LockOwner(string HostId, int ProcessId, long Thread, DateTimeOffset Since)
{
    // A process may write its lock within the resolution of the clocks after its start.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public override string ToString() => $"{HostId} {ProcessId} {Thread}";

    /// <summary>Whether the process that took the lock still runs on this machine; a process that began later only has its pid.</summary>
    public bool IsAliveOn(string hostId) =>
        HostId == hostId && ProcessIdentity.Of(ProcessId) is { } process && process.StartedAt <= Since + Tolerance;
}

/// <summary>Reads who holds the lock of a repository on this machine.</summary>
internal static class RepositoryLock
{
    /// <summary>The holders, exclusive and shared; none for a repository on a server, whose lock cannot be seen.</summary>
    public static IReadOnlyList<LockOwner> OwnersOf(string location) =>
        RepositoryFolder.IsLocal(location) ? [.. Exclusive(location).Concat(Roster(location)).DistinctBy(owner => owner.ToString())] : [];

    // lock.exclusive/nas.example@52540012.20310-0
    private static List<LockOwner> Exclusive(string location)
    {
        var folder = Path.Combine(location, "lock.exclusive");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(Parse).OfType<LockOwner>()] : [];
    }

    private static LockOwner? Parse(string path)
    {
        var name = Path.GetFileName(path);
        var dot = name.LastIndexOf('.');
        var dash = name.LastIndexOf('-');
        return dot > 0 && dash > dot
            && int.TryParse(name.AsSpan(dot + 1, dash - dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            // borg writes the thread in hexadecimal.
            && long.TryParse(name.AsSpan(dash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var thread)
            ? new(name[..dot], process, thread, File.GetLastWriteTimeUtc(path))
            : null;
    }

    // {"exclusive": [["nas.example@52540012", 20310, 0]], "shared": []}
    private static IReadOnlyList<LockOwner> Roster(string location)
    {
        var path = Path.Combine(location, "lock.roster");
        try
        {
            using var roster = JsonDocument.Parse(File.ReadAllBytes(path));
            var since = File.GetLastWriteTimeUtc(path);
            return [.. roster.RootElement.EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray())
                .Select(owner => new LockOwner(owner[0].GetString() ?? "", owner[1].GetInt32(), owner[2].GetInt64(), since))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            // No roster, or one that was cut off: borg makes a new one.
            return [];
        }
    }
}
