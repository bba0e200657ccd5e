using System.Text;
using BorgUi.Api.Http;

namespace BorgUi.Api.Plans;

/// <summary>The rules for what a backup takes. File names may hold anything but NUL, line breaks and quotes too.</summary>
internal static class BackupRules
{
    private const int MaximumEntries = 1000;
    private const int MaximumMustHaves = 100;

    // borg reads two letters before a colon as a style and refuses those that it does not know.
    private static readonly string[] PatternStyles = ["fm", "sh", "re", "pp", "pf"];

    /// <summary>The sources, each in one spelling and named once.</summary>
    public static List<string> Sources(FieldErrors errors, IReadOnlyList<string>? sources)
    {
        const string Field = "sources";
        if (sources is null or { Count: 0 } or { Count: > MaximumEntries })
        {
            errors.Add(Field, $"Give 1 to {MaximumEntries} absolute paths to back up.");
            return [];
        }

        var paths = new List<string>();
        foreach (var source in sources)
        {
            if (AbsolutePath.Normalize(source, out var problem) is { } path)
            {
                paths.Add(path);
            }
            else
            {
                errors.Add(Field, problem!);
            }
        }

        return [.. paths.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What each restore drill brings back: each in one spelling, and part of what is backed up.</summary>
    public static List<string> MustHavePaths(FieldErrors errors, IReadOnlyList<string>? given, IReadOnlyList<string> sources)
    {
        const string Field = "must_have_paths";
        if (given is { Count: > MaximumMustHaves })
        {
            errors.Add(Field, $"Give at most {MaximumMustHaves} paths.");
            return [];
        }

        var paths = new List<string>();
        foreach (var one in given ?? [])
        {
            if (AbsolutePath.Normalize(one, out var problem) is not { } path)
            {
                errors.Add(Field, problem!);
            }
            else if (sources.Count > 0 && !sources.Any(source => IsAtOrBelow(path, source)))
            {
                errors.Add(Field, $"{path} is not part of what the plan backs up.");
            }
            else
            {
                paths.Add(path);
            }
        }

        return [.. paths.Distinct(StringComparer.Ordinal)];
    }

    public static List<string> ExcludePatterns(FieldErrors errors, IReadOnlyList<string>? patterns)
    {
        const string Field = "exclude_patterns";
        if (patterns is { Count: > MaximumEntries })
        {
            errors.Add(Field, $"Give at most {MaximumEntries} patterns.");
            return [];
        }

        foreach (var problem in (patterns ?? []).Select(ProblemOf).OfType<string>().Distinct())
        {
            errors.Add(Field, problem);
        }

        return [.. patterns ?? []];
    }

    private static bool IsAtOrBelow(string path, string source) => path == source || path.StartsWith($"{source.TrimEnd('/')}/", StringComparison.Ordinal);

    private static string? ProblemOf(string? pattern) => pattern switch
    {
        null or "" => "A pattern is empty; leave it out.",
        _ when pattern.Contains('\0') || !TextRules.IsWellFormed(pattern) => "A pattern holds a character that no file name can have.",
        _ when Encoding.UTF8.GetByteCount(pattern) > AbsolutePath.MaximumBytes => $"A pattern is longer than {AbsolutePath.MaximumBytes} bytes.",
        [var first, var second, ':', ..] when char.IsLetterOrDigit(first) && char.IsLetterOrDigit(second) && !PatternStyles.Contains(pattern[..2]) =>
            $"borg does not know the pattern style {pattern[..2]}:; use one of {string.Join(", ", PatternStyles.Select(style => style + ":"))}.",
        _ => null,
    };
}
