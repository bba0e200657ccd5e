using BorgUi.Worker.Workers;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Jobs;

/// <summary>Unhealthy when the queue was not looked at for a lease's time; degraded when there is no borg to run jobs with.</summary>
internal sealed class DispatcherHealthCheck(JobDispatcher dispatcher, BorgProbe probe, IOptions<WorkerOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check() => (dispatcher.SinceLastLook > options.Value.Lease, probe.Installation) switch
    {
        (true, _) => HealthCheckResult.Unhealthy($"The queue was not looked at for {dispatcher.SinceLastLook.TotalSeconds:F0} s."),
        (_, { Problem: { } problem }) => HealthCheckResult.Degraded(problem),
        (_, null) => HealthCheckResult.Degraded("Still looking for borg."),
        _ => HealthCheckResult.Healthy(),
    };
}
