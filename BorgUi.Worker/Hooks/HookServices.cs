using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Hooks;

internal static class HookServices
{
    /// <summary>What runs hooks around the work of jobs.</summary>
    public static IServiceCollection AddHooks(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<HookOptions>, HookOptionsValidator>();
        services.AddOptions<HookOptions>().BindConfiguration("BorgUi:Hooks").ValidateOnStart();
        services.AddSingleton<CommandHook>();
        services.AddSingleton<HttpHook>();
        services.AddSingleton<HookRunner>();
        services.AddSingleton<JobHooks>();
        // Addresses that people typed in: no service discovery, no redirects to elsewhere, and nothing of them in our own log.
        services.AddHttpClient(HttpHook.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxResponseHeadersLength = 64 })
            .RemoveAllLoggers();
        return services;
    }
}
