using System.Runtime.InteropServices;

namespace BorgUi.Worker.Restores;

/// <summary>.NET's own move copies over the file when it has to cross file systems; a restore must never be seen half done.</summary>
internal static partial class NativeMethods
{
    internal const int CrossesFileSystems = 18; // EXDEV

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Rename(string from, string to);
}
