using System.Globalization;

namespace BorgUi.Processes;

/// <summary>A pid together with when its process started: pids are reused, the pair is not.</summary>
public sealed record ProcessIdentity(int Id, DateTimeOffset StartedAt)
{
    // USER_HZ is 100 on every Linux that .NET runs on (sysconf(_SC_CLK_TCK), see proc(5)).
    private const long TicksPerSecond = 100;

    // The boot time in /proc/stat moves by a second when the clock is adjusted.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Reads the identity of a running process; null when there is none of that pid, or only its zombie.</summary>
    public static ProcessIdentity? Of(int processId)
    {
        try
        {
            // "4242 (a name) S 1 ...": the name may hold anything, also parentheses; field 22 is the start in ticks since boot.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : new(processId, BootTime() + TimeSpan.FromSeconds(ParseLong(fields[19]) / (double)TicksPerSecond));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether exactly this process still runs.</summary>
    public bool IsAlive() => Of(Id) is { } now && (now.StartedAt - StartedAt).Duration() <= Tolerance;

    /// <summary>Signals this process (or the group that it leads) if it still runs; false when it does not.</summary>
    public bool Send(Signal signal, bool wholeGroup = false) =>
        IsAlive() && NativeMethods.Kill(wholeGroup ? -Id : Id, (int)signal) == 0;

    private static DateTimeOffset BootTime()
    {
        var line = File.ReadLines("/proc/stat").First(line => line.StartsWith("btime ", StringComparison.Ordinal));
        return DateTimeOffset.FromUnixTimeSeconds(ParseLong(line["btime ".Length..]));
    }

    private static long ParseLong(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
