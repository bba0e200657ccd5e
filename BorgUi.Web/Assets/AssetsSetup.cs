namespace BorgUi.Web.Assets;

/// <summary>
/// Stylesheets and scripts have their fingerprint in their address, so that browsers and proxies keep them for a year without
/// asking again.
/// </summary>
internal static class AssetsSetup
{
    public static void AddAssets(this WebApplicationBuilder builder)
    {
        // The pages may also run from a build's output, whose assets lie in several folders; a published app needs nothing of it.
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment())
        {
            // Else every asset of a build's output is served as one that may change while the app runs: never to be kept.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = bool.FalseString;
        }
    }

    public static void MapAssets(this WebApplication app) =>
        app.MapStaticAssets().AllowAnonymous().Add(endpoint => endpoint.RequestDelegate = Shared(endpoint.RequestDelegate!));

    // The build's manifest says how long an asset may be kept, but not that a proxy may keep it for everybody.
    private static RequestDelegate Shared(RequestDelegate serve) => http =>
    {
        http.Response.OnStarting(AllowSharing, http.Response.Headers);
        return serve(http);
    };

    private static Task AllowSharing(object state)
    {
        var headers = (IHeaderDictionary)state;
        if (headers.CacheControl.ToString().StartsWith("max-age=", StringComparison.Ordinal))
        {
            headers.CacheControl = $"public, {headers.CacheControl}";
        }

        return Task.CompletedTask;
    }
}
