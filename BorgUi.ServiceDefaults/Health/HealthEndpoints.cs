using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Health;

internal static class HealthEndpoints
{
    /// <summary>
    /// <c>/alive</c> asks nothing but this process; <c>/health</c> runs all checks: 200 when healthy or degraded, else 503.
    /// </summary>
    public static void MapHealthEndpoints(this IEndpointRouteBuilder routes)
    {
        var writer = routes.ServiceProvider.GetRequiredService<HealthBodyWriter>();
        routes.MapHealthChecks("/alive", new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = HealthBodyWriter.WriteLivenessAsync,
        }).AllowAnonymous().DisableHttpMetrics();
        routes.MapHealthChecks("/health", new HealthCheckOptions
        {
            ResponseWriter = writer.WriteReadinessAsync,
        }).AllowAnonymous().DisableHttpMetrics();
    }
}
