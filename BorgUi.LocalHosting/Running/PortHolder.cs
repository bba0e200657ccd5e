using System.Globalization;

namespace BorgUi.LocalHosting.Running;

/// <summary>Finds out who uses a TCP port, from Linux's own tables (proc(5): /proc/net/tcp, /proc/PID/fd, /proc/PID/comm).</summary>
internal static class PortHolder
{
    private const int LocalAddressColumn = 1;
    private const int InodeColumn = 9;

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>For a sentence: <c>nginx (pid 123)</c>, or <c>another program</c> when it is not ours to know.</summary>
    public static string Describe(int port)
    {
        var sockets = SocketsOf(port);
        var holder = sockets.Count == 0 ? null : Directory.EnumerateDirectories("/proc").FirstOrDefault(process => Holds(process, sockets));
        return holder is null ? "another program" : $"{NameOf(holder)} (pid {Path.GetFileName(holder)})";
    }

    private static HashSet<string> SocketsOf(int port)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return
        [
            .. Tables.SelectMany(LinesOf)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns.Length > InodeColumn
                    && columns[LocalAddressColumn].EndsWith(suffix, StringComparison.Ordinal)
                    && columns[InodeColumn] != "0")
                .Select(columns => $"socket:[{columns[InodeColumn]}]"),
        ];
    }

    private static IEnumerable<string> LinesOf(string table)
    {
        try
        {
            return File.ReadAllLines(table);
        }
        catch (IOException)
        {
            return []; // IPv6 is switched off
        }
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        if (!char.IsAsciiDigit(Path.GetFileName(process)[0]))
        {
            return false;
        }

        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                .Any(descriptor => new FileInfo(descriptor).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // it has just ended, or belongs to somebody else
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (IOException)
        {
            return "a program";
        }
    }
}
