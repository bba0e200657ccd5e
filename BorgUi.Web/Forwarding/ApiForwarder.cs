using BorgUi.ServiceDefaults.Discovery;
using Microsoft.AspNetCore.Mvc;
using Yarp.ReverseProxy.Forwarder;

namespace BorgUi.Web.Forwarding;

/// <summary>
/// Hands <c>/api/**</c> and <c>/openapi/**</c> on to the API as they are, so that one address serves browsers and scripts.
/// Bodies and event streams flow through; nothing is buffered.
/// </summary>
internal static class ApiForwarder
{
    /// <summary>As long as the API takes it: a link to a download names all its paths.</summary>
    public const int MaximumRequestLine = 32 * 1024;

    public static bool Covers(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi");

    public static IServiceCollection AddApiForwarder(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.AddSingleton<ForwarderConnection>();
        return services;
    }

    public static void MapApiForwarder(this IEndpointRouteBuilder routes)
    {
        foreach (var pattern in (string[])["/api/{**rest}", "/openapi/{**rest}"])
        {
            routes.Map(pattern, ForwardAsync)
                .AllowAnonymous() // the API decides; the login cookie means nothing there
                .DisableAntiforgery()
                .WithMetadata(new DisableRequestSizeLimitAttribute());
        }
    }

    private static async Task ForwardAsync(
        HttpContext http, IHttpForwarder forwarder, ForwarderConnection connection, IServiceAddresses addresses)
    {
        var api = addresses.Next("api", "http", "https");
        await forwarder.SendAsync(
            http, api.AbsoluteUri, connection.Invoker, connection.Request, ApiTransformer.Instance, http.RequestAborted);
    }
}
