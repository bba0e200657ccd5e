namespace BorgUi.Web.Security;

/// <summary>Every form carries the token in a field, every htmx request in a header.</summary>
internal static class Antiforgery
{
    public const string HeaderName = "RequestVerificationToken";

    public static IServiceCollection AddBorgUiAntiforgery(this IServiceCollection services) => services.AddAntiforgery(antiforgery =>
    {
        antiforgery.HeaderName = HeaderName;
        antiforgery.Cookie.Name = "borgui-antiforgery";
        antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        antiforgery.SuppressXFrameOptionsHeader = true; // SecurityHeaders sets the stricter one
    });
}
