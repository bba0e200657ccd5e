using System.Text.RegularExpressions;

namespace BorgUi.Core.Plans;

/// <summary>The archives that one template names.</summary>
public static partial class ArchiveSeries
{
    /// <summary>A glob that matches every name that borg makes of the template; it may match names of other templates too.</summary>
    public static string GlobOf(string template) => Repeated().Replace(Part().Replace(template, AsGlob), "*");

    private static string AsGlob(Match part) => part.Value switch
    {
        "{{" => "{",
        "}}" => "}",
        "*" or "?" or "[" => $"[{part.Value}]",
        _ => "*",
    };

    // "{{", "}}", "{hostname}", "{utcnow:%Y-%m-%d}", and what a glob would take for a wildcard
    [GeneratedRegex(@"\{\{|\}\}|\{[^{}]*\}|[*?\[]")]
    private static partial Regex Part();

    // "{hostname}{user}"; "[*]" is a star and no wildcard
    [GeneratedRegex(@"(?<!\[)\*(\*(?!\]))+", RegexOptions.ExplicitCapture)]
    private static partial Regex Repeated();
}
