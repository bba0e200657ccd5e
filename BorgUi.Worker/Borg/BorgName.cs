using BorgUi.Core.Archives;

namespace BorgUi.Worker.Borg;

/// <summary>Guards and escapes what goes into borg's command line by position or with placeholders.</summary>
internal static class BorgName
{
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

    internal static string Archive(string location, string name) => $"{Repository(location)}::{ArchiveLiteral(name)}";

    /// <summary>An archive that borg has listed: others may have given it a name that we would not take.</summary>
    /// <exception cref="ArgumentException">It is the name of no archive; borg would take an empty one for the repository.</exception>
    internal static string ExistingArchive(string location, string name) => name.Length == 0 || name.Contains('/') || name.Contains("::", StringComparison.Ordinal)
        ? throw new ArgumentException($"'{name}' is the name of no archive.", nameof(name))
        : $"{Repository(location)}::{Literal(name)}";

    internal static string ArchiveFromTemplate(string location, string template) =>
        ArchiveName.ProblemOfTemplate(template) is { } problem ? throw new ArgumentException(problem, nameof(template)) : $"{Repository(location)}::{template}";

    internal static string ArchiveLiteral(string name) =>
        ArchiveName.ProblemOf(name) is { } problem ? throw new ArgumentException(problem, nameof(name)) : Literal(name);

    /// <summary>Names, comments and archive globs are formatted by borg: {now}, {hostname}. Doubled braces are plain ones.</summary>
    internal static string Literal(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>
    /// A path inside an archive, exactly this one and what lies below it, whatever characters it has. Where borg lists a '?' there may be
    /// a byte that is no UTF-8, which Python holds as one of these surrogates: then both are meant, for nobody can tell them apart.
    /// </summary>
    internal static string PathInArchive(string path) => path.TrimStart('/') switch
    {
        var exact when !exact.Contains('?') => $"pp:{exact}",
        var listed => $@"re:^{string.Concat(listed.TrimEnd('/').Select(Regular))}(/|\Z)",
    };

    private static string Regular(char character) => character switch
    {
        '?' => @"[?\udc80-\udcff]",
        '\\' or '.' or '^' or '$' or '*' or '+' or '{' or '}' or '[' or ']' or '|' or '(' or ')' => $@"\{character}",
        _ => $"{character}",
    };
}
