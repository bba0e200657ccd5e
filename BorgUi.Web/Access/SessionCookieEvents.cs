using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BorgUi.Web.Access;

/// <summary>Renews the API's tokens inside the cookie in time, and answers machines with a status instead of a login page.</summary>
internal sealed class SessionCookieEvents(TokenRefresher refresher, TimeProvider clock) : CookieAuthenticationEvents
{
    /// <summary>How long before its end an access token is renewed.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var now = clock.GetUtcNow();
        var end = SessionTicket.EndOf(context.Properties);
        if (end - now > Ahead || context.Properties.GetTokenValue(SessionTicket.RefreshToken) is not { } refreshToken)
        {
            return;
        }

        try
        {
            if (await refresher.RefreshAsync(refreshToken) is { } tokens)
            {
                SessionTicket.Store(context.Properties, tokens, now);
                context.ShouldRenew = true;
            }
            else if (end <= now)
            {
                // The cookie itself stays: another request of the same browser may just have renewed it.
                context.RejectPrincipal();
            }
        }
        catch (ApiUnavailableException)
        {
            // The page will say that the API is away; that is no reason to log anybody out.
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        WantsPage(context.Request) ? Redirect(context) : Status(context, StatusCodes.Status401Unauthorized);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Status(context, StatusCodes.Status403Forbidden);

    private static bool WantsPage(HttpRequest request) => !request.Path.StartsWithSegments("/hubs");

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (Htmx.IsRequest(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            Htmx.Redirect(context.Response, "/login");
            return Task.CompletedTask;
        }

        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task Status(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
