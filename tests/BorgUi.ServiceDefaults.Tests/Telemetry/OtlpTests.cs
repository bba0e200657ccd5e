using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BorgUi.ServiceDefaults.Tests.Telemetry;

[Collection(WholeProcess.Name)]
public sealed class OtlpTests
{
    private static readonly ActivitySource OwnSource = new("BorgUi.Tests");

    [Fact]
    public async Task Traces_metrics_and_logs_arrive_with_the_resource_that_the_orchestrator_named()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var app = await StartAsync(collector);

        await app.Client.GetStringAsync("/jobs/17");
        await app.StopAsync();

        foreach (var path in new[] { "/v1/traces", "/v1/metrics", "/v1/logs" })
        {
            var bodies = collector.To(path);
            Assert.NotEmpty(bodies);
            Assert.All(bodies, body => Assert.Contains("fancy-api", body));
            Assert.All(bodies, body => Assert.Contains("instance-7", body));
        }

        var traces = string.Concat(collector.To("/v1/traces"));
        Assert.Contains("GET /jobs/{id}", traces);
        Assert.Contains("http.response.status_code", traces);
        Assert.Contains("own work", traces);
        Assert.Contains("tests.things", string.Concat(collector.To("/v1/metrics")));
        Assert.Contains("The job was looked at", string.Concat(collector.To("/v1/logs")));
    }

    [Fact]
    public async Task Probes_scrapes_and_scheduler_bookkeeping_make_no_spans()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var app = await StartAsync(collector);

        await app.Client.GetStringAsync("/health");
        await app.Client.GetStringAsync("/alive");
        await app.Client.GetStringAsync("/metrics");
        await app.Client.GetStringAsync("/jobs/17");
        using (OwnSource.StartActivity("Quartz.JobStore.AcquireNextTriggers"))
        using (OwnSource.StartActivity("select within it"))
        {
        }

        await app.StopAsync();

        var traces = string.Concat(collector.To("/v1/traces"));
        Assert.Contains("GET /jobs/{id}", traces);
        Assert.All(
            ["/health", "/alive", "/metrics", "Quartz.JobStore", "select within it"],
            noise => Assert.DoesNotContain(noise, traces));
    }

    [Fact]
    public async Task Query_strings_and_tokens_never_leave()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var app = await StartAsync(collector);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/jobs/17?signature=very-secret-signature");
        request.Headers.Add("Authorization", "Bearer very-secret-token");
        using var answer = await app.Client.SendAsync(request);
        await app.StopAsync();

        Assert.NotEmpty(collector.To("/v1/traces"));
        Assert.DoesNotContain("very-secret", collector.All);
    }

    private static Task<TestApp> StartAsync(FakeCollector collector) => TestApp.StartAsync(
        new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "fancy-api",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=instance-7",
        },
        map: app =>
        {
            var things = app.Services.GetRequiredService<IMeterFactory>().Create("BorgUi.Tests").CreateCounter<long>("tests.things");
            app.MapGet("/jobs/{id}", (int id, ILogger<OtlpTests> logger) =>
            {
                using var span = OwnSource.StartActivity("own work");
                things.Add(1);
                logger.LogInformation("The job was looked at: {Id}", id);
                return "ok";
            });
        });
}
