using System.Globalization;
using System.Text.Json;
using BorgUi.Processes;

namespace BorgUi.Worker.Maintenance;

/// <summary>One holder of borg's lock: the machine as it names itself to borg, a pid and a thread.</summary>
internal sealed record LockOwner(string HostId, int ProcessId, long Thread, DateTimeOffset Since)
{
    // A process may write its lock within the resolution of the clocks after its start.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>For people, who know machines by their names; ours carries a number that nobody knows.</summary>
    public string Describe(string ourHostId)
    {
        // borg's own form is "tower.lan@186240203219", the name and the address of a network card.
        var machine = HostId == ourHostId ? "this machine" : HostId.Split('@')[0];
        return string.Create(CultureInfo.InvariantCulture, $"borg on {machine} (process {ProcessId})");
    }

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
        RepositoryFolder.IsLocal(location) ? [.. WritersIn(location).Concat(ReadersIn(location)).Concat(Roster(location, "exclusive")).DistinctBy(owner => owner.ToString())] : [];

    /// <summary>Who keeps writers out of a folder that borg locks, a repository or a cache; null when nobody does any more.</summary>
    public static LockOwner? HolderOf(string folder) => WritersIn(folder) is [var writer, ..] ? writer : ReadersIn(folder) is [var reader, ..] ? reader : null;

    /// <summary>Who has the folder to itself.</summary>
    public static IReadOnlyList<LockOwner> WritersIn(string folder)
    {
        try
        {
            // lock.exclusive/nas.example@52540012.20310-0
            return [.. Directory.EnumerateFiles(Path.Combine(folder, "lock.exclusive")).Select(Parse).OfType<LockOwner>()];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nobody has, it was released just now, or we may not look.
            return [];
        }
    }

    /// <summary>Who reads in the folder, which keeps writers out.</summary>
    public static IReadOnlyList<LockOwner> ReadersIn(string folder) => Roster(folder, "shared");

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
    private static IReadOnlyList<LockOwner> Roster(string location, string kind)
    {
        var path = Path.Combine(location, "lock.roster");
        try
        {
            using var roster = JsonDocument.Parse(File.ReadAllBytes(path));
            var since = File.GetLastWriteTimeUtc(path);
            return !roster.RootElement.TryGetProperty(kind, out var owners) ? [] : [.. owners.EnumerateArray()
                .Select(owner => new LockOwner(owner[0].GetString() ?? "", owner[1].GetInt32(), owner[2].GetInt64(), since))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            // No roster, or one that was cut off: borg makes a new one.
            return [];
        }
    }
}
