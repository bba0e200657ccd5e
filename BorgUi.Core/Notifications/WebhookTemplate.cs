using System.Text.Json;
using System.Text.RegularExpressions;

namespace BorgUi.Core.Notifications;

/// <summary>JSON with names in double braces within its strings: <c>{"text": "{{title}}"}</c>.</summary>
public static partial class WebhookTemplate
{
    private static readonly string[] Names = ["id", "event", "severity", "title", "text", "link", "occurred_at", "is_repeat"];

    /// <summary>What is wrong with it, for people; null when nothing is.</summary>
    public static string? Check(string template)
    {
        if (Placeholder().Matches(template).Select(match => match.Groups["name"].Value).FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
        {
            return $"There is no {{{{{unknown}}}}}; there are {string.Join(", ", Names.Select(name => $"{{{{{name}}}}}"))}.";
        }

        try
        {
            // The sample would end a string that is not one.
            using var _ = JsonDocument.Parse(Fill(template, Names.ToDictionary(name => name, _ => "a \"sample\"")));
            return null;
        }
        catch (JsonException error)
        {
            return $"This is no JSON once it is filled in (line {error.LineNumber + 1}); names stand within strings: \"{{{{title}}}}\".";
        }
    }

    /// <summary>Puts the values in, escaped for the strings that they stand in.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(template, match => values.TryGetValue(match.Groups["name"].Value, out var value) ? JsonEncodedText.Encode(value).ToString() : match.Value);

    [GeneratedRegex(@"\{\{\s*(?<name>\w+)\s*\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
