using System.Globalization;
using System.Text.RegularExpressions;

namespace BorgUi.ServiceDefaults.Tests.Telemetry;

/// <summary>Reads Prometheus' text format 0.0.4 and refuses what Prometheus would refuse.</summary>
internal sealed partial class PrometheusText
{
    private readonly Dictionary<string, string> _types = [];
    private readonly HashSet<string> _series = [];
    private readonly HashSet<string> _closed = [];
    private string _family = "";

    public Dictionary<string, double> Samples { get; } = [];

    public IReadOnlyDictionary<string, string> Types => _types;

    public static PrometheusText Parse(string text)
    {
        Assert.EndsWith("\n", text);
        Assert.DoesNotContain('\r', text);
        var parsed = new PrometheusText();
        foreach (var line in text[..^1].Split('\n'))
        {
            parsed.Read(line);
        }

        parsed.CheckHistograms();
        return parsed;
    }

    private void Read(string line)
    {
        if (HelpLine().Match(line) is { Success: true } help)
        {
            Assert.True(_closed.Add(help.Groups["name"].Value), $"HELP twice: {line}");
            _family = help.Groups["name"].Value;
        }
        else if (TypeLine().Match(line) is { Success: true } type)
        {
            Assert.Equal(_family, type.Groups["name"].Value);
            Assert.True(_types.TryAdd(_family, type.Groups["type"].Value), $"TYPE twice: {line}");
        }
        else
        {
            ReadSample(line);
        }
    }

    private void ReadSample(string line)
    {
        var sample = SampleLine().Match(line);
        Assert.True(sample.Success, $"Not a sample: {line}");
        var name = sample.Groups["name"].Value;
        string[] allowed = _types[_family] == "histogram"
            ? [_family + "_bucket", _family + "_sum", _family + "_count"]
            : [_family];
        Assert.Contains(name, allowed);
        var labels = sample.Groups["key"].Captures.Select(key => key.Value).ToList();
        Assert.Equal(labels.Count, labels.Distinct().Count());
        var series = name + "{" + sample.Groups["labels"].Value + "}";
        Assert.True(_series.Add(series), $"Twice: {series}");
        Samples[series] = sample.Groups["value"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            var number => double.Parse(number, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Buckets never fall, and the last one is the count.</summary>
    private void CheckHistograms()
    {
        var bound = Bound();
        var histograms = Samples.Where(sample => bound.IsMatch(sample.Key)).GroupBy(sample => bound.Replace(sample.Key, "}"));
        foreach (var histogram in histograms)
        {
            var counts = histogram.Select(bucket => bucket.Value).ToList();
            Assert.Equal(counts.Order(), counts);
            Assert.Contains("le=\"+Inf\"", histogram.Last().Key);
            Assert.Equal(counts[^1], Samples[histogram.Key.Replace("_bucket{", "_count{", StringComparison.Ordinal)]);
        }
    }

    [GeneratedRegex("""^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\]|\\\\|\\n)*$""")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\{(?<labels>((?<key>[a-zA-Z_][a-zA-Z0-9_]*)="([^"\\]|\\\\|\\"|\\n)*"(,(?!\})|(?=\})))*)\} (?<value>NaN|[+-]Inf|-?[0-9.]+(E[+-]?[0-9]+)?)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex(""",le="[^"]*"\}$""")]
    private static partial Regex Bound();
}
