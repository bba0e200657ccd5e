using System.Runtime.InteropServices;

namespace BorgUi.Worker.Comparisons;

/// <summary>.NET tells neither the owner of a file nor why it cannot see one; and it asks three times where one call will do.</summary>
internal static partial class NativeMethods
{
    internal const int FromRoot = -100; // AT_FDCWD
    internal const int OnlyItself = 0x100 | 0x800; // AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT
    internal const uint BasicFields = 0x7FF; // STATX_BASIC_STATS

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Look(int folder, string path, int flags, uint fields, out Statx found);

    /// <summary>struct statx, which is the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct Statx
    {
        [FieldOffset(20)]
        internal uint UserId;

        [FieldOffset(24)]
        internal uint GroupId;

        [FieldOffset(28)]
        internal ushort Mode;

        [FieldOffset(40)]
        internal ulong Size;

        [FieldOffset(112)]
        internal long ModifiedSeconds;

        [FieldOffset(120)]
        internal uint ModifiedNanoseconds;
    }
}
