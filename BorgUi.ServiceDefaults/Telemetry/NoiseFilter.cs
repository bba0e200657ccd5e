using System.Diagnostics;
using OpenTelemetry;

namespace BorgUi.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps probes, scrapes and the scheduler's own bookkeeping out of the traces, with all that happened inside them,
/// and query strings out of every span: signed links carry their signature there.
/// </summary>
internal sealed class NoiseFilter : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        data.SetTag("url.query", null);
        for (var span = data; span is not null; span = span.Parent)
        {
            if (IsNoise(span))
            {
                data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
                return;
            }
        }
    }

    private static bool IsNoise(Activity span) =>
        span.OperationName.StartsWith("Quartz.JobStore.", StringComparison.Ordinal)
        || (span.Kind == ActivityKind.Server && span.GetTagItem("url.path") is "/health" or "/alive" or "/metrics");
}
