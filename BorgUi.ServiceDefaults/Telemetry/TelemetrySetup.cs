using System.Reflection;
using BorgUi.ServiceDefaults.Telemetry.Prometheus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BorgUi.ServiceDefaults.Telemetry;

/// <summary>Metrics for <c>/metrics</c> always; traces, metrics and logs over OTLP when a collector's address is set.</summary>
internal static class TelemetrySetup
{
    private const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] ActivitySources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Quartz", "BorgUi.*"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Identity",
        "System.Net.Http", "System.Runtime", "Npgsql", "Quartz", "BorgUi.*",
    ];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // Without it the server's spans carry no tags at all, neither path nor status.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        // These lines carry query strings, in which signed links have their signature.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // A line for each statement and each endpoint would bury what our own processes say.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);

        var exports = !string.IsNullOrWhiteSpace(builder.Configuration[CollectorSetting]);
        var applicationName = builder.Environment.ApplicationName;
        builder.Services.AddSingleton<PrometheusExporter>();
        builder.Services.AddSingleton(services => BuildMeters(services, applicationName, exports));
        builder.Services.AddHostedService<TelemetryLifetime>();
        if (!exports)
        {
            return;
        }

        builder.Services.AddSingleton(services => BuildTracer(services, applicationName));
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeScopes = true;
            logs.IncludeFormattedMessage = true;
            logs.SetResourceBuilder(Describe(ResourceBuilder.CreateEmpty(), applicationName));
            logs.AddOtlpExporter();
        });
    }

    private static MeterProvider BuildMeters(IServiceProvider services, string applicationName, bool exports)
    {
        var meters = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(inner => inner.AddSingleton(services.GetRequiredService<IConfiguration>()))
            .ConfigureResource(resource => Describe(resource.Clear(), applicationName))
            .AddMeter(Meters)
            .AddReader(services.GetRequiredService<PrometheusExporter>().CreateReader());
        return (exports ? meters.AddOtlpExporter() : meters).Build();
    }

    private static TracerProvider BuildTracer(IServiceProvider services, string applicationName) =>
        Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(inner => inner.AddSingleton(services.GetRequiredService<IConfiguration>()))
            .ConfigureResource(resource => Describe(resource.Clear(), applicationName))
            .AddSource(ActivitySources)
            .AddProcessor(new NoiseFilter())
            .AddOtlpExporter()
            .Build();

    /// <summary>The standard OTEL_* settings come last, because what comes last wins.</summary>
    private static ResourceBuilder Describe(ResourceBuilder resource, string applicationName) =>
        resource
            .AddService(applicationName, serviceVersion: Version(), serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();

    private static string? Version() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
