namespace BorgUi.Web.Pages.Shared;

/// <summary>What a text area really holds: browsers send CR LF, keys and lists want LF.</summary>
internal static class FormText
{
    /// <summary>With LF line ends; null when nothing was entered.</summary>
    public static string? Lines(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n");

    /// <summary>One item per line; blank lines are nobody's item.</summary>
    public static IReadOnlyList<string> List(string? text) =>
        [.. (text ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(line => !string.IsNullOrWhiteSpace(line))];
}
