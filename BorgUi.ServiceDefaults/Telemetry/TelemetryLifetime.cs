using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BorgUi.ServiceDefaults.Telemetry;

/// <summary>Opens the providers before the first hosted service starts and sends the rest after the last one has stopped.</summary>
internal sealed class TelemetryLifetime(IServiceProvider services) : IHostedLifecycleService
{
    private const int FlushBoundMilliseconds = 3000;

    // Held here, because the container may be gone already when the last rest is sent.
    private MeterProvider? _metrics;
    private TracerProvider? _traces;
    private LoggerProvider? _logs;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _metrics = services.GetRequiredService<MeterProvider>();
        _traces = services.GetService<TracerProvider>();
        _logs = services.GetService<LoggerProvider>();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) =>
        // The flushes block; side by side they cost one bound, not three. They run also when the host's time is up:
        // how a process failed to stop is what one wants to read.
        Task.WhenAll(
            Task.Run(() => _traces?.ForceFlush(FlushBoundMilliseconds), CancellationToken.None),
            Task.Run(() => _logs?.ForceFlush(FlushBoundMilliseconds), CancellationToken.None),
            Task.Run(() => _metrics?.ForceFlush(FlushBoundMilliseconds), CancellationToken.None));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
