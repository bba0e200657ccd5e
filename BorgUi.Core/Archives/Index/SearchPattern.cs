using System.Text;
using System.Text.RegularExpressions;

namespace BorgUi.Core.Archives.Index;

/// <summary>
/// What is looked for, in lower case: a part of a name, or of a path if it holds a slash; with * or ? a whole name, or the end of a path
/// from one of its folders on. Neither * nor ? stands for a slash.
/// </summary>
public sealed class SearchPattern
{
    public const int MinimumCharacters = 3;

    private readonly bool _isGlob;
    private readonly string _folder;
    private readonly string _name;

    private SearchPattern(string text)
    {
        _isGlob = text.AsSpan().ContainsAny('*', '?');
        var slash = text.LastIndexOf('/');
        (IsPath, _folder, _name) = (slash >= 0, slash < 0 ? "" : text[..slash], text[(slash + 1)..]);
        Text = text;
    }

    public string Text { get; }

    public bool IsPath { get; }

    /// <summary>Null when there are too few characters to look for.</summary>
    public static SearchPattern? Parse(string query)
    {
        var text = query.Trim().ToLowerInvariant();
        return text.Count(character => character is not ('*' or '?' or '/')) < MinimumCharacters ? null : new(text);
    }

    /// <summary>SQL that is true of each block with a match, and of few others; <c>$1</c> to <c>$3</c> are <see cref="Values"/>.</summary>
    public string BlockSql => (IsPath, _isGlob) switch
    {
        (false, _) => "lower_names LIKE $1",
        (true, true) => "lower_path ~ $3 AND lower_names LIKE $1",
        // Only letters and digits make trigrams: a condition without any would have all of the index read.
        _ when !_name.Any(char.IsLetterOrDigit) => "(lower_path LIKE $2 OR lower_path LIKE $3)",
        _ => "(lower_path LIKE $2 OR (lower_names LIKE $1 AND lower_path LIKE $3))",
    };

    /// <summary>SQL that is true of each match in such a block.</summary>
    public string NameSql => (IsPath, _isGlob) switch
    {
        (false, _) => "entry.lower_name LIKE $4",
        (true, true) => "entry.lower_name LIKE $4",
        _ => "('/' || block.lower_path || '/' || entry.lower_name) LIKE $4",
    };

    /// <summary>The first four parameters of the statement.</summary>
    public IReadOnlyList<string> Values => (IsPath, _isGlob) switch
    {
        (false, false) => [$"%{Like(_name)}%", "", "", $"%{Like(_name)}%"],
        (_, true) => [$"%/{Like(_name)}/%", "", FolderRegex(), Like(_name)],
        _ => [$"%/{Like(_name)}%", $"%{Like(Text.TrimStart('/'))}%", $"%{Like(_folder.TrimStart('/'))}", $"%{Like(Text)}%"],
    };

    // A leading slash is that of the root.
    private string FolderRegex()
    {
        var regex = new StringBuilder(_folder.StartsWith('/') || (_folder.Length == 0 && IsPath) ? "^" : "(^|/)");
        foreach (var character in _folder.TrimStart('/'))
        {
            regex.Append(character switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                _ => Regex.Escape(character.ToString()),
            });
        }

        return regex.Append('$').ToString();
    }

    private string Like(string text)
    {
        var escaped = text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        return _isGlob ? escaped.Replace('*', '%').Replace('?', '_') : escaped;
    }
}
