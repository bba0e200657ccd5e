using System.Runtime.InteropServices;

namespace BorgUi.Processes;

internal static partial class NativeMethods
{
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int processId, int signal);
}
