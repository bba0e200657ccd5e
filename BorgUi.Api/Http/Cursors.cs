using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace BorgUi.Api.Http;

/// <summary>The place after a row in a list that is ordered by time and id, newest first.</summary>
internal sealed record TimeCursor(DateTimeOffset At, Guid Id)
{
    public static TimeCursor? Parse(string text)
    {
        var parts = CursorText.Decode(text)?.Split('|');
        return parts is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var utcTicks)
            && utcTicks <= DateTimeOffset.MaxValue.Ticks
            && Guid.TryParseExact(id, "N", out var guid)
            ? new(new(utcTicks, TimeSpan.Zero), guid)
            : null;
    }

    public override string ToString() => CursorText.Encode(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}|{Id:N}"));
}

/// <summary>The place after a row in a list that is ordered by a unique name.</summary>
internal sealed record NameCursor(string Name)
{
    public static NameCursor? Parse(string text) => CursorText.Decode(text) is { Length: > 0 } name && !name.Contains('\0') ? new(name) : null;

    public override string ToString() => CursorText.Encode(Name);
}

/// <summary>Cursors are opaque to callers and safe in an address.</summary>
internal static class CursorText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string text) => Base64Url.EncodeToString(Strict.GetBytes(text));

    public static string? Decode(string cursor)
    {
        try
        {
            return Base64Url.IsValid(cursor) ? Strict.GetString(Base64Url.DecodeFromChars(cursor)) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
