using System.Text.RegularExpressions;
using BorgUi.Contracts.Schedules;
using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Pages.Schedules;

/// <summary>Blackout windows as lines of a text area; what is wrong with one is for the API to say.</summary>
internal static partial class BlackoutLines
{
    public static string Of(IEnumerable<BlackoutWindow> windows) =>
        string.Join('\n', windows.Select(window => $"{(window.Days is { } days ? string.Join(',', days) + ' ' : "")}{window.From}-{window.To}"));

    public static IReadOnlyList<BlackoutWindow> Read(string? text) => [.. FormText.List(text).Select(ReadLine)];

    private static BlackoutWindow ReadLine(string line)
    {
        var parts = Line().Match(line);
        return new()
        {
            Days = parts.Groups["days"].Success ? parts.Groups["days"].Value.Split(',', StringSplitOptions.TrimEntries) : null,
            From = parts.Groups["from"].Value,
            To = parts.Groups["to"].Value,
        };
    }

    // "monday, friday 08:00 - 18:00", "22:00-06:00"
    [GeneratedRegex(@"^\s*(?<days>\p{L}[\p{L}, ]*?)?\s*(?<from>[^\s-]*)\s*-\s*(?<to>\S*)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
