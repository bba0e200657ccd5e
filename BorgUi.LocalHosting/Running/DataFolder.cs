using System.Globalization;

namespace BorgUi.LocalHosting.Running;

/// <summary>Everything that one host keeps; only one host at a time may use it.</summary>
internal sealed class DataFolder : IDisposable
{
    // Others may pass through, since PostgreSQL may run as another user; they may not look around.
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream heldLock)
    {
        Path = path;
        _lock = heldLock;
    }

    public string Path { get; }

    /// <exception cref="HostingException">The folder cannot be used, or another host uses it.</exception>
    public static DataFolder Open(string path)
    {
        CreateWritable(path);
        var pidFile = System.IO.Path.Combine(path, "host.pid");
        try
        {
            // FileShare.None is an flock(2), which the kernel lets go of however we end.
            var heldLock = new FileStream(System.IO.Path.Combine(path, "host.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(path, heldLock);
        }
        catch (IOException error)
        {
            var owner = File.Exists(pidFile) ? $" (pid {File.ReadAllText(pidFile)})" : "";
            throw new HostingException(
                $"The data folder {path} is in use by another host{owner}. Stop that one, or choose another folder with --data.", error);
        }
    }

    /// <summary>The path of a file or folder in here.</summary>
    public string Combine(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>A folder in here that only we may enter.</summary>
    public string CreateFolder(string name)
    {
        var folder = Combine(name);
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    public void Dispose() => _lock.Dispose();

    private static void CreateWritable(string path)
    {
        try
        {
            if (!Directory.Exists(path))
            {
                Directory.CreateDirectory(path);
                File.SetUnixFileMode(path, Mode); // whatever the umask takes away
            }

            var probe = System.IO.Path.Combine(path, System.IO.Path.GetRandomFileName());
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HostingException(
                $"The data folder {path} cannot be written: {error.Message} Choose another folder with --data, or change who may write there.", error);
        }
    }
}
