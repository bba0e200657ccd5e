using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BorgUi.ServiceDefaults.Telemetry.Prometheus;

/// <summary>One family: its HELP and TYPE once, then the samples of every instrument that has this name.</summary>
internal sealed class PrometheusFamily
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);
    private readonly string _name;
    private readonly string _type;

    private PrometheusFamily(string name, string type, string description)
    {
        (_name, _type) = (name, type);
        var help = description.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    /// <summary>
    /// Sorts the metrics into families. A second instrument of the same name but another type, and exponential
    /// histograms, which this format cannot express, are left out.
    /// </summary>
    public static string WriteAll(in Batch<Metric> metrics)
    {
        var families = new Dictionary<string, PrometheusFamily>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            if (TypeOf(metric.MetricType) is not { } type)
            {
                continue;
            }

            var name = PrometheusNames.Family(metric.Name, metric.Unit, isCounter: type == "counter");
            if (!families.TryGetValue(name, out var family))
            {
                families[name] = family = new PrometheusFamily(name, type, metric.Description ?? "");
            }

            if (family._type == type)
            {
                family.Add(metric);
            }
        }

        return string.Concat(families.Values.Select(family => family._text));
    }

    private static string? TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => "gauge",
        MetricType.LongGauge or MetricType.DoubleGauge => "gauge",
        MetricType.Histogram => "histogram",
        _ => null,
    };

    private void Add(Metric metric)
    {
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = PrometheusLabels.Write(metric, point.Tags);
            if (!_series.Add(labels))
            {
                // Two meters of one name; Prometheus refuses a whole scrape in which a series comes twice.
                continue;
            }

            if (metric.MetricType == MetricType.Histogram)
            {
                AddHistogram(in point, labels);
            }
            else
            {
                AddSample("", labels, Value(metric.MetricType, in point));
            }
        }
    }

    private void AddHistogram(ref readonly MetricPoint point, string labels)
    {
        long cumulative = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            AddSample("_bucket", $"{labels},le=\"{Number(bucket.ExplicitBound)}\"", Number(cumulative));
        }

        AddSample("_sum", labels, Number(point.GetHistogramSum()));
        AddSample("_count", labels, Number(point.GetHistogramCount()));
    }

    private void AddSample(string suffix, string labels, string value) =>
        _text.Append(_name).Append(suffix).Append('{').Append(labels).Append("} ").Append(value).Append('\n');

    private static string Value(MetricType type, ref readonly MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Number(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
        MetricType.LongGauge => Number(point.GetGaugeLastValueLong()),
        _ => Number(point.GetGaugeLastValueDouble()),
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
