using System.Text;

namespace BorgUi.Core.Data;

/// <summary>Makes any text of borg or the file system fit for a Postgres text column, which takes neither U+0000 nor halves of surrogate pairs.</summary>
public static class StorableText
{
    /// <summary>The text with what cannot be stored as U+FFFD; cut, and marked so, when longer than <paramref name="maximumLength"/> characters.</summary>
    public static string Of(string text, int maximumLength)
    {
        var cut = text.Length <= maximumLength ? text : $"{text[..maximumLength]}… ({text.Length:N0} characters)";
        return cut.Contains('\0') || cut.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Mend(cut) : cut;
    }

    private static string Mend(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        }

        return mended.ToString();
    }
}
