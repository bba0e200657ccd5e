namespace BorgUi.Processes;

/// <summary>Finds programs before they are started, so that a missing one is said plainly.</summary>
public static class ExecutablePath
{
    internal const string DefaultSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <exception cref="FileNotFoundException">No executable file of that name.</exception>
    public static string Find(string fileName) =>
        TryFind(fileName) ?? throw new FileNotFoundException($"The program '{fileName}' is not installed, or not in PATH.", fileName);

    /// <summary>The absolute path of a program, or null. Folders in <paramref name="alsoIn"/> are looked at after PATH.</summary>
    public static string? TryFind(string fileName, params IEnumerable<string> alsoIn)
    {
        if (fileName.Contains('/', StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(fileName);
            return IsExecutable(path) ? path : null;
        }

        var searchPath = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } value ? value : DefaultSearchPath;
        return searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(alsoIn)
            .Select(folder => Path.Combine(folder, fileName))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0;
}
