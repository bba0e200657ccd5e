using System.Globalization;
using BorgUi.Processes;

namespace BorgUi.Testing;

/// <summary>A folder of this test process; what killed test processes left behind is swept on the next use.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "borgui-test-";

    private static readonly Lock Sweeping = new();
    private static bool _swept;

    private TemporaryFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Every user may pass through it, nobody else may list it.</summary>
    public static TemporaryFolder Create(string purpose)
    {
        SweepOnce();
        var path = System.IO.Path.Combine(
            System.IO.Path.GetTempPath(),
            string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{purpose}-{System.IO.Path.GetRandomFileName()}"));
        Directory.CreateDirectory(
            path,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return new(path);
    }

    /// <summary>Never throws: where a dying process still writes, something stays for the next sweep.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Sweep(Path);
        }
    }

    private static void SweepOnce()
    {
        lock (Sweeping)
        {
            if (_swept)
            {
                return;
            }

            _swept = true;
            foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*").Where(IsAbandoned))
            {
                Sweep(folder);
            }
        }
    }

    private static bool IsAbandoned(string folder)
    {
        var owner = System.IO.Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
        return int.TryParse(owner, CultureInfo.InvariantCulture, out var processId) && ProcessIdentity.Of(processId) is null;
    }

    private static void Sweep(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another user's, or somebody else writes or sweeps there too.
        }
    }
}
