using System.Globalization;
using System.Security.Claims;
using BorgUi.Contracts.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BorgUi.Web.Access;

/// <summary>What the encrypted login cookie holds: who it is, and the API's tokens with the end of the access token's life.</summary>
internal static class SessionTicket
{
    public const string AccessToken = "access_token";
    public const string RefreshToken = "refresh_token";
    private const string ExpiresAt = "expires_at";

    public static ClaimsPrincipal Principal(CurrentUser user) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new Claim(ClaimTypes.Name, user.Username),
            new Claim(ClaimTypes.Role, user.Role),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    public static void Store(AuthenticationProperties properties, TokenResponse tokens, DateTimeOffset now)
    {
        var end = now.AddSeconds(tokens.ExpiresIn);
        properties.StoreTokens(
        [
            new AuthenticationToken { Name = AccessToken, Value = tokens.AccessToken },
            new AuthenticationToken { Name = RefreshToken, Value = tokens.RefreshToken },
            new AuthenticationToken { Name = ExpiresAt, Value = end.ToString("O", CultureInfo.InvariantCulture) },
        ]);
    }

    /// <summary>When the access token ends; long ago when the ticket does not say.</summary>
    public static DateTimeOffset EndOf(AuthenticationProperties properties) =>
        DateTimeOffset.TryParse(properties.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, out var end)
            ? end
            : DateTimeOffset.MinValue;
}
