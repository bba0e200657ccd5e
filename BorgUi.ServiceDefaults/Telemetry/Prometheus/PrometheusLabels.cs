using System.Collections;
using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BorgUi.ServiceDefaults.Telemetry.Prometheus;

internal static class PrometheusLabels
{
    /// <summary>
    /// <c>otel_scope_name="…",key="value"</c>. The meter's name keeps instruments of the same name apart; keys that
    /// become the same label share it, their values joined by <c>;</c>.
    /// </summary>
    public static string Write(Metric metric, ReadOnlyTagCollection tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            // The format's own label of histogram buckets.
            var label = PrometheusNames.Label(key) is var name && name == "le" ? "exported_le" : name;
            labels[label] = labels.TryGetValue(label, out var other) ? $"{other};{Text(value)}" : Text(value);
        }

        labels["otel_scope_name"] = metric.MeterName;
        return string.Join(',', labels.Select(label => $"{label.Key}=\"{Escape(label.Value)}\""));
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        IEnumerable many => string.Join(';', many.Cast<object?>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Escape(string value) => value
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);
}
