using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Discovery;

/// <summary>Service names as addresses for an <see cref="HttpClient"/>.</summary>
public static class ServiceDiscoveryExtensions
{
    /// <summary>
    /// Lets this client call <c>http://api</c>, <c>https://api</c> or <c>https+http://api</c>. Not for clients that call
    /// addresses which people typed in: a plain host name of their network is no service of ours.
    /// </summary>
    public static IHttpClientBuilder AddServiceDiscovery(this IHttpClientBuilder client) =>
        client.AddHttpMessageHandler(
            services => new ServiceDiscoveryHandler(services.GetRequiredService<IServiceAddresses>()));
}
