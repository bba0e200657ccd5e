using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Tests.Telemetry;

[Collection(WholeProcess.Name)]
public sealed class MetricsTests
{
    [Fact]
    public async Task The_text_is_what_Prometheus_reads()
    {
        await using var app = await TestApp.StartAsync(map: app => app.MapGet("/work", () => "done"));
        await app.Client.GetStringAsync("/work");

        var answer = await app.Client.GetAsync("/metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var metrics = PrometheusText.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("histogram", metrics.Types["http_server_request_duration_seconds"]);
        Assert.Equal("counter", metrics.Types["dotnet_gc_collections_total"]);
        var requests = Assert.Single(
            metrics.Samples,
            sample => sample.Key.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
                && sample.Key.Contains("http_route=\"/work\""));
        Assert.Equal(1, requests.Value);
    }

    [Fact]
    public async Task Odd_names_values_and_doubles_survive()
    {
        await using var app = await TestApp.StartAsync();
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        var meter = factory.Create("BorgUi.Tests.Odd");
        meter.CreateCounter<double>("odd-things", "By", "Line one\nand a \\ backslash").Add(
            1.5, new("a.path", "C:\\temp\n\"quoted\""), new("a_path", "second"), new("le", "mine"), new("flag", true));
        meter.CreateUpDownCounter<long>("odd.level", "{thing}").Add(-3);
        meter.CreateObservableGauge("odd.limit", () => double.PositiveInfinity, "1");
        meter.CreateHistogram<double>("odd.time", "s").Record(0.2);
        factory.Create("BorgUi.Tests.Other").CreateCounter<double>("odd-things", "By").Add(2);

        var metrics = PrometheusText.Parse(await app.Client.GetStringAsync("/metrics"));

        Assert.Equal(
            1.5,
            metrics.Samples["""odd_things_bytes_total{a_path="C:\\temp\n\"quoted\";second",exported_le="mine",flag="true",otel_scope_name="BorgUi.Tests.Odd"}"""]);
        Assert.Equal(2, metrics.Samples["""odd_things_bytes_total{otel_scope_name="BorgUi.Tests.Other"}"""]);
        Assert.Equal(-3, metrics.Samples["""odd_level{otel_scope_name="BorgUi.Tests.Odd"}"""]);
        Assert.Equal("gauge", metrics.Types["odd_level"]);
        Assert.Equal(double.PositiveInfinity, metrics.Samples["""odd_limit{otel_scope_name="BorgUi.Tests.Odd"}"""]);
        Assert.Equal(1, metrics.Samples["""odd_time_seconds_count{otel_scope_name="BorgUi.Tests.Odd"}"""]);
    }
}
