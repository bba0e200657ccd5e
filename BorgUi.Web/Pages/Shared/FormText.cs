using System.Text.Encodings.Web;
using System.Text.Json;

namespace BorgUi.Web.Pages.Shared;

/// <summary>What a text area really holds: browsers send CR LF, keys and lists want LF.</summary>
internal static class FormText
{
    private const char Quote = '"';

    /// <summary>With LF line ends; null when nothing was entered.</summary>
    public static string? Lines(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n");

    /// <summary>
    /// One item per line; blank lines are nobody's item. A line in quotes is a JSON string: <c>"/srv/two\nlines"</c> is the one
    /// way to write a name with a line break.
    /// </summary>
    public static IReadOnlyList<string> List(string? text) =>
        [.. (text ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(line => !string.IsNullOrWhiteSpace(line)).Select(Read)];

    /// <summary>The text that <see cref="List"/> reads as these items.</summary>
    public static string Of(IEnumerable<string> items) => string.Join('\n', items.Select(Write));

    private static string Write(string item) =>
        string.IsNullOrWhiteSpace(item) || item[0] == Quote || item.Any(char.IsControl)
            ? $"{Quote}{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(item)}{Quote}"
            : item;

    private static string Read(string line)
    {
        if (line is not [Quote, .., Quote])
        {
            return line;
        }

        try
        {
            using var text = JsonDocument.Parse(line);
            return text.RootElement.GetString()!;
        }
        catch (JsonException)
        {
            return line;
        }
    }
}
