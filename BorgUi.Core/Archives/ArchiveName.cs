using System.Text;
using System.Text.RegularExpressions;

namespace BorgUi.Core.Archives;

/// <summary>What borg can store as the name of an archive. Whoever takes a name and whoever hands it to borg ask here.</summary>
public static partial class ArchiveName
{
    /// <summary>
    /// borg 1.2 stores names up to 255 characters, but cannot read back more than 255 bytes: a name of 200 "é" makes the whole
    /// repository unreadable. A checkpoint adds ".checkpoint.NNN" to the name, so room is kept for that.
    /// </summary>
    public const int MaximumBytes = 255 - 20;

    /// <summary>Says what is wrong with the name of an archive, in a sentence; null when borg can store it.</summary>
    public static string? ProblemOf(string name) => ProblemOfCharacters(name) ?? (Encoding.UTF8.GetByteCount(name) > MaximumBytes
        ? $"The name of an archive may have {MaximumBytes} bytes in UTF-8; shorten it."
        : null);

    /// <summary>The same for a name with placeholders, in whose places borg puts longer texts.</summary>
    public static string? ProblemOfTemplate(string template) => ProblemOfCharacters(template) ?? (LongestBytes(template) > MaximumBytes
        ? $"With everything filled in, the name of the archive may become longer than {MaximumBytes} bytes; shorten the template."
        : null);

    private static string? ProblemOfCharacters(string name) => name switch
    {
        "" => "The name of an archive is missing.",
        _ when name.Contains('/', StringComparison.Ordinal) || name.Contains("::", StringComparison.Ordinal) => "The name of an archive cannot hold / or ::.",
        _ when name.Any(char.IsControl) => "The name of an archive cannot hold a line break or another control character.",
        _ => null,
    };

    private static int LongestBytes(string template)
    {
        // "{{literally}}": doubled braces stand for themselves, each pair for one byte.
        var single = template.Replace("{{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal);
        var braces = (template.Length - single.Length) / 2;
        return braces + Encoding.UTF8.GetByteCount(Placeholder().Replace(single, found => new string('x', LongestValue(found.Value))));
    }

    // Host names have at most 64 characters on Linux, UUIDs 36; a part of a date is rarely longer than a name of a weekday.
    private static int LongestValue(string placeholder) => placeholder switch
    {
        _ when placeholder.Contains("fqdn", StringComparison.Ordinal) => 96,
        _ when placeholder.Contains('%', StringComparison.Ordinal) => placeholder.Length + (10 * placeholder.Count(character => character == '%')),
        _ => 64,
    };

    // "{hostname}-{utcnow:%Y-%m-%d}"
    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Placeholder();
}
