using BorgUi.ServiceDefaults.Tests.Telemetry;
using BorgUi.Testing;
using BorgUi.Testing.Redis;

namespace BorgUi.ServiceDefaults.Tests.Redis;

[Collection(WholeProcess.Name)]
public sealed class BusMetricsTests
{
    private const string Scope = "otel_scope_name=\"BorgUi.ServiceDefaults.Redis\"";

    [Fact]
    public async Task Dropped_and_published_messages_are_counted()
    {
        await using var redis = RedisServer.CreateStopped();
        await using var app = await RedisApp.StartAsync(redis);

        await app.SayAsync("jobs", "one");
        await app.SayAsync("jobs", "two");

        await Eventually.HoldsAsync(async () =>
            await SampleAsync(app, $"bus_messages_dropped_total{{direction=\"out\",{Scope}}}") == 2);
        Assert.Equal(0, await SampleAsync(app, $"bus_connected{{{Scope}}}"));

        await redis.StartAsync();
        await Eventually.HoldsAsync(async () => await SampleAsync(app, $"bus_connected{{{Scope}}}") == 1);
        await app.SayAsync("jobs", "three");

        await Eventually.HoldsAsync(async () => await SampleAsync(app, $"bus_messages_published_total{{{Scope}}}") == 1);
    }

    private static async Task<double?> SampleAsync(TestApp app, string series) =>
        PrometheusText.Parse(await app.Client.GetStringAsync("/metrics")).Samples.TryGetValue(series, out var value) ? value : null;
}
