using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BorgUi.Worker.Restores;

/// <summary>What stands under a name that .NET cannot name, held open so that it can be seen by another one.</summary>
internal sealed class OddItem : IDisposable
{
    private readonly SafeFileHandle _handle;

    private OddItem(SafeFileHandle handle) => _handle = handle;

    /// <summary>Null when there is nothing.</summary>
    public static OddItem? Open(string folder, OddName name)
    {
        var descriptor = NativeMethods.Open(name.PathIn(folder), NativeMethods.OnlyItself);
        return descriptor < 0 ? null : new(new(descriptor, ownsHandle: true));
    }

    public DateTime ModifiedAt => File.GetLastWriteTimeUtc(_handle);

    /// <summary>The folder, good while this is held; null when it is none.</summary>
    public DirectoryInfo? AsFolder()
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{_handle.DangerousGetHandle()}/.");
        return Directory.Exists(path) ? new(path) : null;
    }

    /// <summary>Puts what is in one folder under the same name into another, in one step.</summary>
    /// <exception cref="IOException">It could not be moved.</exception>
    public static void Move(string fromFolder, string toFolder, OddName name)
    {
        if (NativeMethods.RenameBytes(name.PathIn(fromFolder), name.PathIn(toFolder)) != 0)
        {
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }
    }

    public void Dispose() => _handle.Dispose();
}
