using System.Text.RegularExpressions;

namespace BorgUi.Api.Http;

/// <summary>Takes time zones by their IANA name.</summary>
internal static partial class TimeZoneRules
{
    /// <returns>The zone as it is to be stored; null when none is given.</returns>
    public static string? Optional(FieldErrors errors, string field, string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return null;
        }

        var name = given.Trim();
        if (!Name().IsMatch(name) || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) || !zone.HasIanaId)
        {
            errors.Add(field, "Give the name of a time zone, such as Europe/Berlin or UTC.");
        }

        return name;
    }

    // The system looks zones up as files: "Europe/Berlin", "Etc/GMT+3", never "../x".
    [GeneratedRegex("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
