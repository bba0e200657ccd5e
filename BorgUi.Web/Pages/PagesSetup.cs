using BorgUi.Web.Forwarding;
using BorgUi.Web.Pages.Errors;
using BorgUi.Web.Pages.Shell;

namespace BorgUi.Web.Pages;

internal static class PagesSetup
{
    /// <summary>Every page wants a login unless it says otherwise.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddScoped<ShellState>();
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/");
            pages.Conventions.ConfigureFilter(new Microsoft.AspNetCore.Mvc.TypeFilterAttribute(typeof(ApiFailureFilter)));
        });
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        return services;
    }

    /// <summary>Browsers get pages for errors; what is forwarded, watched or probed keeps its plain status.</summary>
    public static IApplicationBuilder UsePageErrors(this IApplicationBuilder app) => app.UseWhen(
        http => !ApiForwarder.Covers(http.Request.Path)
            && !http.Request.Path.StartsWithSegments("/hubs")
            && !Path.HasExtension(http.Request.Path),
        pages =>
        {
            pages.UseExceptionHandler("/error/500");
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });
}
