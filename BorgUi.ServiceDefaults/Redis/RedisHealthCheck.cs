using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>Without Redis the process works on, only less lively: degraded.</summary>
internal sealed class RedisHealthCheck(RedisConnection connection, RedisAddress address) : IHealthCheck
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (connection.Current is not { } session)
        {
            return HealthCheckResult.Degraded(
                address.Configuration is null ? "No Redis is configured." : "Redis cannot be reached.");
        }

        try
        {
            await session.PingAsync().WaitAsync(Bound, cancellationToken);
            return HealthCheckResult.Healthy("Redis answers.");
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Degraded($"Redis did not answer within {Bound.TotalSeconds:0} s.");
        }
    }
}
