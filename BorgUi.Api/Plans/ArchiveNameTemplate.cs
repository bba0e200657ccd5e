using System.Text;
using System.Text.RegularExpressions;
using BorgUi.Api.Http;
using BorgUi.Core.Archives;

namespace BorgUi.Api.Plans;

/// <summary>
/// Names of archives, with borg's placeholders. A name must be new each time: borg refuses one that exists before it reads
/// anything, and one that is too long only after it has read everything.
/// </summary>
internal static partial class ArchiveNameTemplate
{
    private const string Field = "archive_name_template";
    private const int MaximumLength = 200;
    private const int MaximumSeriesBytes = 60;

    private static readonly string[] PlainPlaceholders =
        ["hostname", "fqdn", "reverse-fqdn", "user", "pid", "uuid4", "borgversion", "borgmajor", "borgminor", "borgpatch"];

    /// <summary>The template as it is to be stored; the default one for the series when none was given.</summary>
    public static string Check(FieldErrors errors, string? template, string seriesName)
    {
        if (string.IsNullOrWhiteSpace(template))
        {
            return "{hostname}-" + Slug(seriesName) + "-{utcnow:%Y-%m-%dT%H:%M:%S}";
        }

        if (ProblemOf(template) is { } problem)
        {
            errors.Add(Field, problem);
        }

        return template;
    }

    /// <summary>A pattern that the names of all its archives match, as borg's <c>--glob-archives</c> takes it.</summary>
    public static string GlobOf(string template) => string.Concat(Placeholder().Replace(template, "\0").Select(character => character switch
    {
        '\0' => '*',
        '*' or '?' or '[' or ']' or '{' or '}' => '?',
        _ => character,
    }));

    private static string? ProblemOf(string template) => template switch
    {
        { Length: > MaximumLength } => $"The template has {template.Length} characters; {MaximumLength} are the limit.",
        _ when !TextRules.IsWellFormed(template) => "The template holds a character that no name can have; leave it out.",
        _ when template.Trim() != template => "The template begins or ends with a space; leave it out.",
        _ when CheckpointEnd().IsMatch(template) => "borg hides names that end in .checkpoint; choose another end.",
        _ => ProblemOfPlaceholders(template) ?? ArchiveName.ProblemOfTemplate(template),
    };

    private static string? ProblemOfPlaceholders(string template)
    {
        var units = TimeUnits.None;
        // Doubled braces stand for themselves.
        var unescaped = template.Replace("{{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal);
        foreach (Match placeholder in Placeholder().Matches(unescaped))
        {
            var name = placeholder.Groups["name"].Value;
            var format = placeholder.Groups["format"];
            if (name is "now" or "utcnow")
            {
                if (!StrftimeFormat.TryRead(format.Success ? format.Value : StrftimeFormat.Default, out var read))
                {
                    return $"The format in {placeholder.Value} cannot stand in a name; use for example %Y-%m-%dT%H:%M:%S.";
                }

                units |= read;
            }
            else if (format.Success || !PlainPlaceholders.Contains(name))
            {
                return $"borg does not know {placeholder.Value}; it knows {{now}}, {{utcnow}} (both also with a format) and {string.Join(", ", PlainPlaceholders.Select(known => $"{{{known}}}"))}.";
            }

            units |= name == "uuid4" ? TimeUnits.All : TimeUnits.None;
        }

        return Placeholder().Replace(unescaped, "").AsSpan().ContainsAny('{', '}') ? "A { or } stands alone; double it when it is meant as itself."
            : units != TimeUnits.All ? "The name must be new each second: add {utcnow:%Y-%m-%dT%H:%M:%S} or {uuid4}."
            : null;
    }

    /// <summary>The name of a plan as part of an archive's name: letters and digits, dashes for all else.</summary>
    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        var bytes = 0;
        foreach (var rune in name.ToLowerInvariant().EnumerateRunes())
        {
            var isPart = Rune.IsLetterOrDigit(rune);
            bytes += isPart ? rune.Utf8SequenceLength : 1;
            if (bytes > MaximumSeriesBytes)
            {
                break;
            }

            if (isPart)
            {
                slug.Append(rune.ToString());
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().TrimEnd('-');
        return text.Length == 0 ? "plan" : text;
    }

    // {hostname}, {utcnow:%Y-%m-%d}
    [GeneratedRegex("""\{(?<name>[^{}:]*)(?::(?<format>[^{}]*))?\}""")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""\.checkpoint(\.[0-9]+)?$""")]
    private static partial Regex CheckpointEnd();
}
