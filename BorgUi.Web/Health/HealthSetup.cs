using BorgUi.ServiceDefaults.Discovery;
using BorgUi.ServiceDefaults.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BorgUi.Web.Health;

internal static class HealthSetup
{
    public static IServiceCollection AddApiHealth(this IServiceCollection services)
    {
        services.AddHttpClient(ApiHealthCheck.ClientName, client =>
        {
            client.BaseAddress = new Uri("http://api");
            client.Timeout = TimeSpan.FromSeconds(5);
        }).AddServiceDiscovery();
        services.AddHealthChecks().AddCheck<ApiHealthCheck>(ApiHealthCheck.Name, HealthStatus.Unhealthy);
        services.AddSingleton<IHealthBodyContributor, ApiFiguresContributor>();
        return services;
    }
}
