using BorgUi.Worker.Workers;

namespace BorgUi.Worker.SelfBackups;

/// <summary>Files that only their owner may read (0600).</summary>
internal static class PrivateFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="IOException">There is a file of this name.</exception>
    public static void Write(string path, string text)
    {
        using var file = new StreamWriter(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Mode });
        file.Write(text);
    }

    /// <summary>Makes a file that somebody else has written as private as its folder.</summary>
    public static void Close(string path) => File.SetUnixFileMode(path, Mode);

    /// <summary>Copies the files of a folder that are not there yet into another.</summary>
    public static void CopyMissing(string from, string to)
    {
        foreach (var path in Directory.Exists(from) ? Directory.EnumerateFiles(from) : [])
        {
            var copy = Path.Combine(to, Path.GetFileName(path));
            if (!File.Exists(copy))
            {
                WorkerIdentity.CreatePrivateDirectory(to);
                Write(copy, File.ReadAllText(path));
            }
        }
    }
}
