using System.Text;
using BorgUi.Api.Http;

namespace BorgUi.Api.Archives;

/// <summary>The rules for paths in an archive. Whether it holds them only borg or the index can say.</summary>
internal static class PathRules
{
    private const int MaximumPaths = 1000;

    /// <summary>The paths as borg stores them, each once.</summary>
    public static List<string> Stored(FieldErrors errors, string field, IReadOnlyList<string> given)
    {
        if (given.Count > MaximumPaths)
        {
            errors.Add(field, $"Give at most {MaximumPaths} paths; a folder stands for all that is in it.");
            return [];
        }

        foreach (var problem in given.Select(ProblemOf).OfType<string>().Distinct())
        {
            errors.Add(field, problem);
        }

        return errors.Has(field) ? [] : [.. given.Select(path => path.Trim('/')).Distinct(StringComparer.Ordinal)];
    }

    private static string? ProblemOf(string? path) => path switch
    {
        null => "A path is missing; leave it out.",
        _ when path.Trim('/').Length == 0 => "A path is empty; for everything leave paths out.",
        _ when path.Contains('\0') || !TextRules.IsWellFormed(path) => "A path holds a character that no file name can have.",
        _ when Encoding.UTF8.GetByteCount(path) > AbsolutePath.MaximumBytes => $"A path is longer than {AbsolutePath.MaximumBytes} bytes.",
        _ when path.Split('/').Contains("..") => "A path goes up with ..; give it as it is stored.",
        _ => null,
    };
}
