using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace BorgUi.Web.Access;

internal static class SessionSetup
{
    /// <summary>Fixed, so that every replica and every version reads the same cookies.</summary>
    private const string ApplicationName = "BorgUi.Web";

    public static IServiceCollection AddSessions(this IServiceCollection services, KeyRingOptions keyRing)
    {
        services.AddSingleton<TokenRefresher>();
        services.AddScoped<SessionCookieEvents>();
        services.AddScoped<SignIn>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(Configure);
        services.AddAuthorization();

        var protection = services.AddDataProtection().SetApplicationName(ApplicationName);
        if (!string.IsNullOrWhiteSpace(keyRing.KeyRingPath))
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(keyRing.KeyRingPath));
        }

        return services;
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "borgui-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.EventsType = typeof(SessionCookieEvents);
        cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
        cookie.LoginPath = "/login";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.SlidingExpiration = true;
    }
}
