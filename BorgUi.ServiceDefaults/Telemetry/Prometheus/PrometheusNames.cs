using System.Collections.Frozen;

namespace BorgUi.ServiceDefaults.Telemetry.Prometheus;

/// <summary>OpenTelemetry's names in the letters, and with the unit suffixes, that Prometheus wants.</summary>
internal static class PrometheusNames
{
    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>
    {
        ["ns"] = "nanoseconds", ["us"] = "microseconds", ["ms"] = "milliseconds", ["s"] = "seconds",
        ["min"] = "minutes", ["h"] = "hours", ["d"] = "days",
        ["By"] = "bytes", ["KiBy"] = "kibibytes", ["MiBy"] = "mebibytes", ["GiBy"] = "gibibytes",
        ["%"] = "percent", ["1"] = "",
    }.ToFrozenDictionary();

    /// <summary><c>http.server.request.duration</c> in <c>s</c> is <c>http_server_request_duration_seconds</c>.</summary>
    public static string Family(string instrument, string? unit, bool isCounter)
    {
        const string total = "_total";
        var name = Clean(instrument, allowColon: true);
        var stem = isCounter && name.EndsWith(total, StringComparison.Ordinal) ? name[..^total.Length] : name;
        var suffix = UnitSuffix(unit);
        if (suffix.Length > 0 && !stem.EndsWith("_" + suffix, StringComparison.Ordinal))
        {
            stem = $"{stem}_{suffix}";
        }

        return isCounter ? stem + total : stem;
    }

    public static string Label(string key) => Clean(key, allowColon: false);

    private static string UnitSuffix(string? unit)
    {
        if (string.IsNullOrEmpty(unit))
        {
            return "";
        }

        var parts = unit.Split('/', 2);
        var counted = UnitWord(parts[0]);
        return parts.Length == 1 ? counted : $"{counted}_per_{UnitWord(parts[1]).TrimEnd('s')}".TrimStart('_');
    }

    /// <summary>An annotation such as <c>{request}</c> is no unit.</summary>
    private static string UnitWord(string unit) =>
        unit.StartsWith('{') ? "" : Units.GetValueOrDefault(unit) ?? Clean(unit, allowColon: false);

    private static string Clean(string text, bool allowColon)
    {
        var cleaned = string.Create(text.Length, (text, allowColon), static (letters, source) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                var letter = source.text[i];
                var allowed = char.IsAsciiLetterOrDigit(letter) || letter == '_' || (source.allowColon && letter == ':');
                letters[i] = allowed ? letter : '_';
            }
        });
        return cleaned.Length == 0 || char.IsAsciiDigit(cleaned[0]) ? "_" + cleaned : cleaned;
    }
}
