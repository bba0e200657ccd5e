using System.Globalization;
using System.Text.RegularExpressions;
using BorgUi.Api.Http;

namespace BorgUi.Api.Repositories;

/// <summary>Where a repository lies, in one spelling, so that nobody adds the same one twice.</summary>
internal sealed partial record RepositoryLocation(string Text, bool IsSsh)
{
    private const int MaximumLength = 1024;
    private const string SshScheme = "ssh://";

    /// <summary>Whether workers of a site cannot work on a repository: a folder is only at its own site.</summary>
    public static bool IsOutOfReach(string location, string siteOfRepository, string site) => site != siteOfRepository && location.StartsWith('/');

    public static RepositoryLocation? Parse(FieldErrors errors, string? location)
    {
        var given = location?.Trim() ?? "";
        var parsed = Check(given, out var problem) ? ParseChecked(given, out problem) : null;
        if (parsed is null)
        {
            errors.Add("location", problem!);
        }

        return parsed;
    }

    private static bool Check(string location, out string? problem)
    {
        problem = location switch
        {
            "" => "The location is missing: give an absolute path, or ssh://user@host:port/path.",
            { Length: > MaximumLength } => $"The location has {location.Length} characters; {MaximumLength} are the limit.",
            _ when location.Any(char.IsControl) || !TextRules.IsWellFormed(location) => "The location holds a control character or a line break.",
            _ when location.Contains("::", StringComparison.Ordinal) => "The location holds ::, which borg takes for the beginning of an archive's name; write an IPv6 address in full.",
            _ when location.AsSpan().ContainsAny('{', '}') => "The location holds { or }, which borg takes for a placeholder.",
            _ => null,
        };
        return problem is null;
    }

    private static RepositoryLocation? ParseChecked(string location, out string? problem)
    {
        if (location.StartsWith(SshScheme, StringComparison.Ordinal))
        {
            return ParseSsh(location, out problem);
        }

        if (!location.StartsWith('/'))
        {
            problem = "Give an absolute path, or ssh://user@host:port/path.";
            return null;
        }

        return NormalizeFolder(location, out problem) is { } path ? new(path, IsSsh: false) : null;
    }

    private static RepositoryLocation? ParseSsh(string location, out string? problem)
    {
        var match = SshLocation().Match(location);
        if (!match.Success || (match.Groups["port"] is { Success: true } port && !IsPort(port.Value)))
        {
            problem = "This is not an address that borg takes; the form is ssh://user@host:port/path, user and port may be left out.";
            return null;
        }

        // /./ and /~/ begin a path that is relative to the home on the server; hosters of storage use them.
        var rooted = match.Groups["path"].Value;
        var relative = HomePrefix().Match(rooted).Value;
        var folder = NormalizeFolder("/" + rooted[relative.Length..], out problem);
        var authority = location[SshScheme.Length..match.Groups["path"].Index];
        return folder is null ? null : new($"{SshScheme}{authority}{(relative.Length == 0 ? "" : relative[..^1])}{folder}", IsSsh: true);
    }

    private static string? NormalizeFolder(string location, out string? problem)
    {
        var path = AbsolutePath.Normalize(location, out problem);
        if (path == "/")
        {
            problem = "A repository needs a folder of its own; / cannot be one.";
            return null;
        }

        return path;
    }

    private static bool IsPort(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue;

    // ssh://backup@nas.example:2222/srv/borg
    [GeneratedRegex("""^ssh://(?:[A-Za-z0-9_][A-Za-z0-9_.+-]*@)?(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::(?<port>[0-9]{1,5}))?(?<path>/.*)$""", RegexOptions.CultureInvariant)]
    private static partial Regex SshLocation();

    // /./backups, /~/backups, /~user/backups
    [GeneratedRegex("""^/(?:\.|~[A-Za-z0-9_][A-Za-z0-9_.-]*|~)/""", RegexOptions.CultureInvariant)]
    private static partial Regex HomePrefix();
}
