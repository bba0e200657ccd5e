using BorgUi.Contracts.Archives;

namespace BorgUi.Core.Archives.Index;

/// <summary>Permissions as ls writes them.</summary>
public static class EntryMode
{
    private const int SetUid = 1 << 11;
    private const int SetGid = 1 << 10;
    private const int Sticky = 1 << 9;

    /// <summary><c>drwxr-xr-x</c>; null when they are not known.</summary>
    public static string? TextOf(EntryType type, short? mode) => mode is not { } bits ? null : string.Create(10, (type, bits), static (text, entry) =>
    {
        "-rwxrwxrwx".CopyTo(text);
        text[0] = Letter(entry.type);
        for (var i = 1; i < 10; i++)
        {
            text[i] = (entry.bits & (1 << (9 - i))) == 0 ? '-' : text[i];
        }

        Mark(text, 3, entry.bits & SetUid, 's');
        Mark(text, 6, entry.bits & SetGid, 's');
        Mark(text, 9, entry.bits & Sticky, 't');
    });

    // In capitals when nobody may execute it.
    private static void Mark(Span<char> text, int at, int isSet, char letter)
    {
        if (isSet != 0)
        {
            text[at] = text[at] == 'x' ? letter : char.ToUpperInvariant(letter);
        }
    }

    private static char Letter(EntryType type) => type switch
    {
        EntryType.Folder => 'd',
        EntryType.Symlink => 'l',
        EntryType.Fifo => 'p',
        EntryType.CharDevice => 'c',
        EntryType.BlockDevice => 'b',
        _ => '-',
    };
}
