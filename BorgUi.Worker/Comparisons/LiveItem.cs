using System.Runtime.InteropServices;
using BorgUi.Contracts.Archives;

namespace BorgUi.Worker.Comparisons;

/// <summary>What stands at a path of this machine itself: links are not followed.</summary>
/// <param name="Type">Null for a socket, which no archive holds.</param>
/// <param name="Mode">The permissions.</param>
/// <param name="ModifiedAt">UTC, within the years that borg can store; parts of a microsecond are there too.</param>
internal sealed record LiveItem(EntryType? Type, short Mode, long SizeBytes, DateTime ModifiedAt, uint UserId, uint GroupId)
{
    private const int NotThere = 2; // ENOENT
    private const int NotBelowFile = 20; // ENOTDIR
    private const int TypeBits = 0xF000;
    private const long LastSecond = int.MaxValue - (48 * 3600);

    /// <summary>Looks at a path. Nothing and no problem means that there is nothing.</summary>
    public static (LiveItem? Item, string? Problem) Look(string path)
    {
        if (NativeMethods.Look(NativeMethods.FromRoot, path, NativeMethods.OnlyItself, NativeMethods.BasicFields, out var found) == 0)
        {
            return (Of(found), null);
        }

        var error = Marshal.GetLastPInvokeError();
        return (null, error is NotThere or NotBelowFile ? null : $"It could not be looked at: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    private static LiveItem Of(in NativeMethods.Statx found) => new(
        TypeOf(found.Mode & TypeBits),
        (short)(found.Mode & 0xFFF),
        (long)found.Size,
        TimeOf(found.ModifiedSeconds, found.ModifiedNanoseconds),
        found.UserId,
        found.GroupId);

    private static EntryType? TypeOf(int type) => type switch
    {
        0x8000 => EntryType.File,
        0x4000 => EntryType.Folder,
        0xA000 => EntryType.Symlink,
        0x1000 => EntryType.Fifo,
        0x2000 => EntryType.CharDevice,
        0x6000 => EntryType.BlockDevice,
        _ => null,
    };

    // borg keeps what is from 1970 to two days before the end of 32 bits of seconds, and stores what is outside as the nearest of these.
    private static DateTime TimeOf(long seconds, uint nanoseconds) => seconds < 0 ? DateTime.UnixEpoch
        : seconds >= LastSecond ? DateTime.UnixEpoch.AddSeconds(LastSecond)
        : DateTime.UnixEpoch.AddSeconds(seconds).AddTicks(nanoseconds / 100);
}
