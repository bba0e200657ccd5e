using System.Text.Json;
using System.Text.Unicode;

namespace BorgUi.Worker.Borg;

/// <summary>One flat JSON object on one line, known to be well formed. A missing or odd field reads as null, 0 or false.</summary>
internal readonly ref struct JsonLine
{
    private readonly ReadOnlySpan<byte> _json;

    private JsonLine(ReadOnlySpan<byte> json) => _json = json;

    public static bool TryRead(ReadOnlySpan<byte> utf8, out JsonLine line)
    {
        line = new(LoneSurrogates.Replace(utf8));
        if (!Utf8.IsValid(utf8))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(line._json);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            // Half a line, or text that only looked like JSON: the caller keeps it as it is.
            return false;
        }
    }

    public string? Text(ReadOnlySpan<byte> name) =>
        Find(name, out var reader) && reader.TokenType == JsonTokenType.String ? Clean(reader.GetString()) : null;

    public long Long(ReadOnlySpan<byte> name) => LongOrNull(name) ?? 0;

    /// <summary>For a number that may be missing, where 0 would be another one.</summary>
    public long? LongOrNull(ReadOnlySpan<byte> name) =>
        Find(name, out var reader) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) ? value : null;

    public bool Flag(ReadOnlySpan<byte> name) => Find(name, out var reader) && reader.TokenType == JsonTokenType.True;

    /// <summary>Unix seconds with a fraction.</summary>
    public DateTimeOffset? Time(ReadOnlySpan<byte> name) =>
        Find(name, out var reader) && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds)
            && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    public IReadOnlyList<string> Texts(ReadOnlySpan<byte> name)
    {
        List<string> texts = [];
        if (Find(name, out var reader) && reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                texts.Add(Clean(reader.GetString())!);
            }
        }

        return texts;
    }

    private bool Find(ReadOnlySpan<byte> name, out Utf8JsonReader reader)
    {
        reader = new(_json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static string? Clean(string? text) => text?.Replace('\0', '\uFFFD');
}
