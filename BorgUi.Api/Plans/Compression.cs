using System.Globalization;
using BorgUi.Api.Http;

namespace BorgUi.Api.Plans;

/// <summary>The compression of borg: <c>none</c>, <c>lz4</c>, <c>zstd[,1-22]</c>, <c>zlib[,0-9]</c>, <c>lzma[,0-9]</c>, each also as <c>auto,…</c>.</summary>
internal static class Compression
{
    public const string Default = "zstd,3";

    private const string AutoPrefix = "auto,";

    public static string Check(FieldErrors errors, string? compression)
    {
        if (string.IsNullOrWhiteSpace(compression))
        {
            return Default;
        }

        var given = compression.Trim();
        var method = given.StartsWith(AutoPrefix, StringComparison.Ordinal) ? given[AutoPrefix.Length..] : given;
        if (!IsKnown(method.Split(',')))
        {
            errors.Add("compression", "Give none, lz4, zstd (level 1-22), zlib (0-9) or lzma (0-9), like zstd,3 or auto,zstd,3.");
        }

        return given;
    }

    private static bool IsKnown(string[] parts) => parts switch
    {
        ["none" or "lz4" or "zstd" or "zlib" or "lzma"] => true,
        ["zstd", var level] => IsLevel(level, 1, 22),
        ["zlib" or "lzma", var level] => IsLevel(level, 0, 9),
        _ => false,
    };

    private static bool IsLevel(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level >= least && level <= most;
}
