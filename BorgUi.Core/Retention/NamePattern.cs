using System.Text;
using System.Text.RegularExpressions;

namespace BorgUi.Core.Retention;

/// <summary>Chooses archives by name as borg's <c>--glob-archives</c> does: <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[!abc]</c>.</summary>
public sealed class NamePattern
{
    // The pattern is a user's: without backtracking no pattern takes long.
    private readonly Regex _names;

    public NamePattern(string glob) => _names = new(Translate(glob), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>Whether this is a pattern: a range that runs backwards, <c>[z-a]</c>, is none.</summary>
    public static bool IsValid(string glob)
    {
        try
        {
            _ = new NamePattern(glob);
            return true;
        }
        catch (RegexParseException)
        {
            return false;
        }
    }

    public bool Matches(string name) => _names.IsMatch(name);

    private static string Translate(string glob)
    {
        var regex = new StringBuilder(@"\A");
        for (var at = 0; at < glob.Length; at++)
        {
            switch (glob[at])
            {
                case '*':
                    regex.Append(".*");
                    break;
                case '?':
                    regex.Append('.');
                    break;
                case '[' when ClassEnd(glob, at) is > 0 and var end:
                    regex.Append(Class(glob[(at + 1)..end]));
                    at = end;
                    break;
                default:
                    regex.Append(Regex.Escape(glob[at].ToString()));
                    break;
            }
        }

        return regex.Append(@"\z").ToString();
    }

    // "[]a]" and "[!]a]": a bracket that comes first is one of the characters. -1: the '[' stands for itself.
    private static int ClassEnd(string glob, int start)
    {
        var first = start + 1;
        if (first < glob.Length && glob[first] == '!')
        {
            first++;
        }

        return first + 1 < glob.Length ? glob.IndexOf(']', first + 1) : -1;
    }

    private static string Class(string characters)
    {
        var (sign, rest) = characters[0] == '!' ? ("^", characters[1..]) : ("", characters);
        var escaped = rest.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal)
            .Replace("]", @"\]", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
        return $"[{sign}{escaped}]";
    }
}
