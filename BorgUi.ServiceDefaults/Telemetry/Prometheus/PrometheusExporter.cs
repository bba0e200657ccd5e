using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BorgUi.ServiceDefaults.Telemetry.Prometheus;

/// <summary>The metrics as Prometheus text, collected when somebody asks; OpenTelemetry's own exporter is not on our feed.</summary>
internal sealed class PrometheusExporter : IDisposable
{
    private const int CollectBoundMilliseconds = 2000;

    private readonly PullExporter _exporter = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>The reader to give to the meter provider, which then owns it.</summary>
    public MetricReader CreateReader() => new BaseExportingMetricReader(_exporter)
    {
        TemporalityPreference = MetricReaderTemporalityPreference.Cumulative,
    };

    public async Task<string> ScrapeAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            // Through the exporter: asking the reader itself gives nothing, and says nothing.
            _exporter.Collect?.Invoke(CollectBoundMilliseconds);
            return _exporter.Text;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    [ExportModes(ExportModes.Pull)]
    private sealed class PullExporter : BaseExporter<Metric>, IPullMetricExporter
    {
        public Func<int, bool>? Collect { get; set; }

        public string Text { get; private set; } = "";

        public override ExportResult Export(in Batch<Metric> batch)
        {
            Text = PrometheusFamily.WriteAll(in batch);
            return ExportResult.Success;
        }
    }
}
