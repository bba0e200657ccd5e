using System.Runtime.InteropServices;

namespace BorgUi.Worker.Restores;

/// <summary>
/// .NET's own move copies over the file when it has to cross file systems; a restore must never be seen half done. And names that are
/// not UTF-8 can only be given as bytes.
/// </summary>
internal static partial class NativeMethods
{
    internal const int CrossesFileSystems = 18; // EXDEV
    internal const int WriteAndPass = 3; // W_OK | X_OK

    // O_PATH | O_CLOEXEC | O_NOFOLLOW; the last has other bits on ARM.
    internal static int OnlyItself => 0x200000 | 0x80000 | (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true)]
    internal static partial int RenameBytes(byte[] from, byte[] to);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    internal static partial int Open(byte[] path, int flags);

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint OpenDirectory(string path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    internal static partial nint ReadDirectory(nint directory);

    [LibraryImport("libc", EntryPoint = "closedir")]
    internal static partial int CloseDirectory(nint directory);

    /// <summary>0 when this user may write into the folder and pass through it.</summary>
    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Access(string path, int mode);
}
