namespace BorgUi.Worker.Restores;

/// <summary>What stands at a path itself, where links are links and are not followed.</summary>
internal static class PathState
{
    /// <summary>Anything, also a link that leads nowhere.</summary>
    public static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null;

    public static bool IsFolder(string path) => IsThere(path) && IsFolder(new DirectoryInfo(path));

    public static bool IsFolder(FileSystemInfo item) =>
        (item.Attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory;

    /// <summary>The bytes of a file; 0 for all else.</summary>
    public static long BytesOf(FileSystemInfo item) => item is FileInfo { LinkTarget: null, Exists: true } file ? file.Length : 0;
}
