using BorgUi.ServiceDefaults.Discovery;

namespace BorgUi.Web.ApiClient;

internal static class ApiClientSetup
{
    private static readonly Uri Api = new("http://api");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddApiClients(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddTransient<BearerTokenHandler>();
        services.AddTransient<CallerAddressHandler>();
        services.AddHttpClient<BorgUiApi>(Configure)
            .AddHttpMessageHandler<BearerTokenHandler>()
            .AddHttpMessageHandler<CallerAddressHandler>()
            .AddServiceDiscovery()
            .ConfigurePrimaryHttpMessageHandler(Connection);
        services.AddHttpClient<SessionApi>(Configure)
            .AddHttpMessageHandler<CallerAddressHandler>()
            .AddServiceDiscovery()
            .ConfigurePrimaryHttpMessageHandler(Connection);
        return services;
    }

    private static void Configure(HttpClient client)
    {
        client.BaseAddress = Api;
        client.Timeout = Patience;
    }

    private static SocketsHttpHandler Connection() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectPatience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        UseProxy = false,
    };
}
