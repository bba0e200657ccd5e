using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BorgUi.Api.Http;
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
        if (BearerToken() is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        try
        {
            return await FindPrincipalAsync(token) is { } principal
                ? AuthenticateResult.Success(new(principal, Scheme.Name))
                : AuthenticateResult.Fail("The token is unknown or has expired.");
        }
        catch (Exception error) when (IsOpenToEverybody && DatabaseOutage.IsCauseOf(error))
        {
            // A health probe above all must get its answer also while the database is away.
            return AuthenticateResult.Fail("The token could not be looked up.");
        }
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

    private bool IsOpenToEverybody => Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private async Task<ClaimsPrincipal?> FindPrincipalAsync(string token)
    {
        var hash = OpaqueToken.HashOf(token);
        var now = TimeProvider.GetUtcNow();
        var found = await db.AccessTokens
            .Where(row => row.Hash == hash && row.ExpiresAt > now && row.Session!.ExpiresAt > now)
            .Where(row => row.Session!.User!.LockoutEnd == null || row.Session.User.LockoutEnd < User.Disabled)
            .Select(row => new { row.SessionId, row.Session!.UserId, row.Session.User!.UserName, row.Session.User.Role })
            .FirstOrDefaultAsync(Context.RequestAborted);
        return found is null ? null : Principal(found.UserId, found.UserName!, found.Role, found.SessionId);
    }

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
