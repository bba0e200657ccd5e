using System.Text;

namespace BorgUi.Api.Http;

/// <summary>The rules for text that people give: each answers the value as it is to be stored, or notes what is wrong.</summary>
internal static class TextRules
{
    /// <summary>What <see cref="Anywhere"/> puts before wildcards that stand for themselves; ILIKE must be told.</summary>
    public const string Escape = @"\";

    /// <summary>A name that people see: 1 to 200 characters on one line, without the signs of markup.</summary>
    public static string Name(FieldErrors errors, string field, string? value, int maximumLength = 200)
    {
        var name = value?.Trim() ?? "";
        if (name.Length == 0)
        {
            errors.Add(field, "A name is missing: give 1 to " + maximumLength + " characters.");
        }
        else if (name.Length > maximumLength)
        {
            errors.Add(field, $"The name has {name.Length} characters; shorten it to at most {maximumLength}.");
        }
        else if (!IsWellFormed(name) || name.Any(char.IsControl))
        {
            errors.Add(field, "The name holds a control character or a line break; leave it out.");
        }
        else if (name.AsSpan().ContainsAny('<', '>'))
        {
            errors.Add(field, "The name holds < or >; leave them out.");
        }

        return name;
    }

    /// <summary>The machine (or group of like machines) whose worker does the work.</summary>
    public static string Site(FieldErrors errors, string field, string? value, string fallback)
    {
        var site = value?.Trim() is { Length: > 0 } given ? given : fallback;
        if (site.Length > 64 || !site.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_'))
        {
            errors.Add(field, "A site has 1 to 64 letters, digits, dots, dashes or underscores.");
        }

        return site;
    }

    /// <summary>Text to look for; null when there is none.</summary>
    public static string? Search(FieldErrors errors, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (value.Length > 200 || value.Contains('\0') || !IsWellFormed(value))
        {
            errors.Add("search", "Search for at most 200 characters of ordinary text.");
        }

        return value.Trim();
    }

    /// <summary>The pattern for ILIKE that finds the text anywhere; its wildcards stand for themselves.</summary>
    public static string Anywhere(string text) =>
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    /// <summary>False for halves of surrogate pairs, which no database and no process argument can hold.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }
}
