namespace BorgUi.Web.Display;

/// <summary>The person's choice of theme, kept in a cookie so that the first byte of a page already knows it.</summary>
internal static class Theme
{
    public const string CookieName = "borgui-theme";

    /// <summary>"light" or "dark"; null follows the system.</summary>
    public static string? Of(HttpRequest request) => request.Cookies[CookieName] is "light" or "dark" ? request.Cookies[CookieName] : null;
}
