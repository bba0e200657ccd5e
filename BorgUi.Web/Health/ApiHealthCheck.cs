using System.Text.Json;
using BorgUi.Contracts.Health;
using BorgUi.Web.ApiClient;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BorgUi.Web.Health;

/// <summary>Web is as well as the API it shows. The API's figures travel on in the check's data.</summary>
internal sealed class ApiHealthCheck(IHttpClientFactory clients) : IHealthCheck
{
    public const string Name = "api";
    public const string Figures = "figures";
    public const string ClientName = "api-health";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.GetAsync("/health", cancellationToken);
            var figures = await answer.Content.ReadFromJsonAsync(ApiJson.Default.HealthBody, cancellationToken);
            return figures is null ? Unreadable() : Judge(figures);
        }
        catch (HttpRequestException)
        {
            return HealthCheckResult.Unhealthy("The API cannot be reached.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The API did not answer in time.");
        }
        catch (JsonException)
        {
            return Unreadable();
        }
    }

    private static HealthCheckResult Judge(HealthBody figures)
    {
        var status = figures.Status switch
        {
            "healthy" => HealthStatus.Healthy,
            "degraded" => HealthStatus.Degraded,
            _ => HealthStatus.Unhealthy,
        };
        return new HealthCheckResult(
            status, figures.Trouble ?? $"The API is {figures.Status}.", data: new Dictionary<string, object> { [Figures] = figures });
    }

    private static HealthCheckResult Unreadable() => HealthCheckResult.Unhealthy("The API's health could not be read.");
}
