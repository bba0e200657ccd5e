using BorgUi.ServiceDefaults.Health;
using BorgUi.ServiceDefaults.Telemetry.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace BorgUi.ServiceDefaults;

/// <summary>The endpoints that every process answers.</summary>
public static class DefaultEndpoints
{
    /// <summary>
    /// Maps <c>/health</c> and <c>/alive</c>, open to everybody, and <c>/metrics</c>, guarded as
    /// <see cref="DefaultEndpointOptions"/> says.
    /// </summary>
    public static IEndpointRouteBuilder MapDefaultEndpoints(
        this IEndpointRouteBuilder routes, Action<DefaultEndpointOptions>? configure = null)
    {
        var options = new DefaultEndpointOptions();
        configure?.Invoke(options);
        routes.MapHealthEndpoints();
        routes.MapMetrics(options.MetricsPolicy);
        return routes;
    }
}
