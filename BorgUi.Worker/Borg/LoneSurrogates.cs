namespace BorgUi.Worker.Borg;

/// <summary>
/// Python writes bytes that are not UTF-8 as lone surrogates (<c>"caf\udce9"</c>), which .NET's JSON reader refuses.
/// They become U+FFFD here; the escape has the same length, so nothing moves.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    public static ReadOnlySpan<byte> Replace(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf(@"\ud"u8) < 0 && json.IndexOf(@"\uD"u8) < 0)
        {
            return json;
        }

        var copy = json.ToArray();
        for (var at = 0; (at = NextEscape(copy, at)) >= 0;)
        {
            at += Repair(copy.AsSpan(at));
        }

        return copy;
    }

    private static int NextEscape(byte[] json, int from)
    {
        var next = json.AsSpan(from).IndexOf((byte)'\\');
        return next < 0 ? -1 : from + next;
    }

    // Answers how many bytes were dealt with.
    private static int Repair(Span<byte> escape)
    {
        if (!TryCodeUnit(escape, out var first))
        {
            return Math.Min(2, escape.Length);
        }

        if (!char.IsSurrogate(first))
        {
            return EscapeLength;
        }

        if (char.IsHighSurrogate(first) && TryCodeUnit(escape[EscapeLength..], out var second) && char.IsLowSurrogate(second))
        {
            return 2 * EscapeLength;
        }

        @"\ufffd"u8.CopyTo(escape);
        return EscapeLength;
    }

    private static bool TryCodeUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (escape.Length < EscapeLength || !escape.StartsWith(@"\u"u8))
        {
            return false;
        }

        if (!ushort.TryParse(escape[2..EscapeLength], System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
