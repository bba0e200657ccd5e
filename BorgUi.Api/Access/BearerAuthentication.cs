using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BorgUi.Core.Access;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BorgUi.Api.Access;

/// <summary>Looks the bearer's token up with each request, so that a logout or a disabled user takes effect at once.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, BorgUiDbContext db)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>The claim that holds the id of the session.</summary>
    public const string SessionClaim = "sid";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Open endpoints, and the health probes above all, answer without the database.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || BearerToken() is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var hash = OpaqueToken.HashOf(token);
        var now = TimeProvider.GetUtcNow();
        var found = await db.AccessTokens
            .Where(row => row.Hash == hash && row.ExpiresAt > now && row.Session!.ExpiresAt > now)
            .Where(row => row.Session!.User!.LockoutEnd == null || row.Session.User.LockoutEnd < User.Disabled)
            .Select(row => new { row.SessionId, row.Session!.UserId, row.Session.User!.UserName, row.Session.User.Role })
            .FirstOrDefaultAsync(Context.RequestAborted);
        return found is null
            ? AuthenticateResult.Fail("The token is unknown or has expired.")
            : AuthenticateResult.Success(new(Principal(found.UserId, found.UserName!, found.Role, found.SessionId), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await base.HandleChallengeAsync(properties);
        Response.Headers.WWWAuthenticate = BearerToken() is null ? "Bearer" : "Bearer error=\"invalid_token\"";
    }

    private string? BearerToken() =>
        AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            && string.Equals(header.Scheme, SchemeName, StringComparison.OrdinalIgnoreCase)
            && OpaqueToken.IsPlausible(header.Parameter)
            ? header.Parameter
            : null;

    private static ClaimsPrincipal Principal(Guid userId, string username, string role, Guid sessionId) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, userId.ToString()),
            new(ClaimTypes.Name, username),
            new(ClaimTypes.Role, role),
            new(SessionClaim, sessionId.ToString()),
        ],
        SchemeName));
}

internal static class BearerPrincipal
{
    public static Guid SessionId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(BearerAuthentication.SessionClaim)!);

    public static Guid UserId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
