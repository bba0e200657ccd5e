using System.Text;
using System.Text.RegularExpressions;

namespace BorgUi.Worker.Borg;

/// <summary>Guards and escapes what goes into borg's command line by position or with placeholders.</summary>
internal static partial class BorgName
{
    // borg 1.2 stores names up to 255 characters, but cannot read back more than 255 bytes: a name of 200 "é" makes the whole
    // repository unreadable. A checkpoint adds ".checkpoint.NNN" to the name, so room is kept for that.
    internal const int MaxArchiveNameBytes = 255 - 20;

    /// <summary>Says what is wrong with an archive name; null when borg can store it.</summary>
    public static string? ArchiveProblem(string name) => name switch
    {
        "" => "An archive name must not be empty.",
        _ when name.Contains('/', StringComparison.Ordinal) => "An archive name must not contain '/'.",
        _ when name.Contains("::", StringComparison.Ordinal) => "An archive name must not contain '::'.",
        _ when name.Any(char.IsControl) => "An archive name must not contain control characters.",
        _ when Encoding.UTF8.GetByteCount(name) > MaxArchiveNameBytes =>
            $"An archive name must not be longer than {MaxArchiveNameBytes} bytes in UTF-8.",
        _ => null,
    };

    /// <summary>Says what is wrong with an archive name that holds placeholders, in whose places borg puts longer texts.</summary>
    public static string? TemplateProblem(string template) =>
        ArchiveProblem(template) ?? ArchiveProblem(Placeholder().Replace(template, found => new string('x', LongestValue(found.Value))));

    /// <summary>Says what is wrong with a repository location; null when borg understands it.</summary>
    public static string? RepositoryProblem(string location) => location switch
    {
        "" => "A repository location must not be empty.",
        ['-', ..] => "A repository location must not begin with '-'.",
        _ when location.Contains("::", StringComparison.Ordinal) => "A repository location must not contain '::'.",
        // borg expands placeholders in the location twice, so even doubled braces do not pass.
        _ when location.AsSpan().ContainsAny('{', '}') => "A repository location must not contain braces.",
        _ when location.Any(char.IsControl) => "A repository location must not contain control characters.",
        _ => null,
    };

    internal static string Repository(string location) =>
        RepositoryProblem(location) is { } problem ? throw new ArgumentException(problem, nameof(location)) : location;

    internal static string Archive(string location, string name) => $"{Repository(location)}::{ArchiveName(name)}";

    internal static string ArchiveFromTemplate(string location, string template) =>
        TemplateProblem(template) is { } problem ? throw new ArgumentException(problem, nameof(template)) : $"{Repository(location)}::{template}";

    internal static string ArchiveName(string name) =>
        ArchiveProblem(name) is { } problem ? throw new ArgumentException(problem, nameof(name)) : Literal(name);

    /// <summary>Names, comments and archive globs are formatted by borg: {now}, {hostname}. Doubled braces are plain ones.</summary>
    internal static string Literal(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>A path inside an archive, exactly this one and what lies below it, whatever characters it has.</summary>
    internal static string PathInArchive(string path) => $"pp:{path.TrimStart('/')}";

    // Host names have at most 64 characters on Linux, UUIDs 36; a part of a date is rarely longer than a name of a weekday.
    private static int LongestValue(string placeholder) => placeholder switch
    {
        _ when placeholder.Contains("fqdn", StringComparison.Ordinal) => 96,
        _ when placeholder.Contains('%', StringComparison.Ordinal) => placeholder.Length + (10 * placeholder.Count(character => character == '%')),
        _ => 64,
    };

    // "{hostname}-{now:%Y-%m-%d}", but not "{{literally}}"
    [GeneratedRegex(@"(?<!\{)\{[^{}]+\}(?!\})")]
    private static partial Regex Placeholder();
}
