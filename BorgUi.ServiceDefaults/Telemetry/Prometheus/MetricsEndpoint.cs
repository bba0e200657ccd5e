using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Telemetry.Prometheus;

internal static class MetricsEndpoint
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapMetrics(this IEndpointRouteBuilder routes, string? policy)
    {
        var access = ActivatorUtilities.CreateInstance<MetricsAccess>(routes.ServiceProvider);
        var exporter = routes.ServiceProvider.GetRequiredService<PrometheusExporter>();
        // Open to the middleware because MetricsAccess decides; a fallback policy would shut out the scrape token.
        routes.MapGet("/metrics", context => access.GuardAsync(context, policy, granted => WriteAsync(granted, exporter)))
            .AllowAnonymous().DisableHttpMetrics().ExcludeFromDescription();
    }

    private static async Task WriteAsync(HttpContext context, PrometheusExporter exporter)
    {
        var text = await exporter.ScrapeAsync(context.RequestAborted);
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
