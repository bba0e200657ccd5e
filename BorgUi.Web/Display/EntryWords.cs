using System.Globalization;
using System.Text;
using BorgUi.Contracts.Archives;

namespace BorgUi.Web.Display;

/// <summary>Entries of archives for people.</summary>
internal static class EntryWords
{
    public static string Icon(EntryType type) => type switch
    {
        EntryType.Folder => "folder",
        EntryType.Symlink or EntryType.Hardlink => "link",
        EntryType.File => "file",
        _ => "device",
    };

    /// <summary>What an icon says; null of an ordinary file.</summary>
    public static string? Kind(EntryType type) => type switch
    {
        EntryType.File => null,
        EntryType.Folder => "folder",
        EntryType.Symlink => "symbolic link",
        EntryType.Hardlink => "another name of a file",
        EntryType.Fifo => "named pipe",
        EntryType.CharDevice => "character device",
        EntryType.BlockDevice => "block device",
        _ => type.ToString(),
    };

    /// <summary>A name in which nothing is invisible: a line break is <c>\n</c>, a mark that turns the direction of reading <c>\u202e</c>.</summary>
    public static string Shown(string name) => name.Any(IsInvisible)
        ? name.Aggregate(new StringBuilder(), (text, character) => IsInvisible(character) ? text.Append(Escaped(character)) : text.Append(character)).ToString()
        : name;

    public static string Count(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    // What joins the parts of an emoji or of a word is part of how it looks.
    private static bool IsInvisible(char character) => character is not ('\u200c' or '\u200d') &&
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Escaped(char character) => character switch
    {
        '\n' => @"\n",
        '\t' => @"\t",
        '\r' => @"\r",
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)character:x4}"),
    };
}
