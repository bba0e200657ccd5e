using BorgUi.Contracts.Archives;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Archives;

/// <summary>What an item of an archive is.</summary>
internal static class EntryKind
{
    public static EntryType Of(ArchiveItem item) => item switch
    {
        { IsFolder: true } => EntryType.Folder,
        { IsHardLink: true } => EntryType.Hardlink,
        { Type: 'l' } => EntryType.Symlink,
        { Type: 'p' } => EntryType.Fifo,
        { Type: 'c' } => EntryType.CharDevice,
        { Type: 'b' } => EntryType.BlockDevice,
        _ => EntryType.File,
    };
}
