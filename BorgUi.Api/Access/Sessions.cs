using BorgUi.Contracts.Access;
using BorgUi.Core.Access;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BorgUi.Api.Access;

/// <summary>Opens and prolongs sessions. The refresh token stays the same for the life of a session, so that parallel refreshes cannot lose it.</summary>
internal sealed class Sessions(BorgUiDbContext db, TimeProvider clock, IOptions<AccessOptions> options)
{
    private const int MaximumUserAgentLength = 400;

    /// <summary>The sessions that have not ended and whose users are not disabled.</summary>
    public static IQueryable<Session> Alive(BorgUiDbContext db, DateTimeOffset now) => db.Sessions
        .Where(session => session.ExpiresAt > now)
        .Where(session => session.User!.LockoutEnd == null || session.User.LockoutEnd < User.Disabled);

    public async Task<TokenResponse> OpenAsync(User user, HttpContext http, CancellationToken cancellationToken)
    {
        await DeleteExpiredAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var refresh = OpaqueToken.CreateRefresh();
        var session = new Session
        {
            UserId = user.Id,
            RefreshTokenHash = refresh.Hash,
            CreatedAt = now,
            ExpiresAt = now + options.Value.SessionLifetime,
            IpAddress = http.Connection.RemoteIpAddress?.ToString(),
            UserAgent = Shortened(http.Request.Headers.UserAgent.ToString()),
        };
        db.Sessions.Add(session);
        return await GrantAsync(session.Id, refresh.Text, cancellationToken);
    }

    /// <summary>A new access token for the session; null when the session is over or its user was disabled.</summary>
    public async Task<TokenResponse?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        await DeleteExpiredAsync(cancellationToken);
        var hash = OpaqueToken.HashOf(refreshToken);
        var now = clock.GetUtcNow();
        var until = now + options.Value.SessionLifetime;
        var alive = Alive(db, now).Where(session => session.RefreshTokenHash == hash);
        if (await alive.Select(session => (Guid?)session.Id).FirstOrDefaultAsync(cancellationToken) is not { } sessionId)
        {
            return null;
        }

        await alive.ExecuteUpdateAsync(set => set.SetProperty(session => session.ExpiresAt, until), cancellationToken);
        try
        {
            return await GrantAsync(sessionId, refreshToken, cancellationToken);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            // Logged out in this very moment.
            return null;
        }
    }

    private async Task<TokenResponse> GrantAsync(Guid sessionId, string refreshToken, CancellationToken cancellationToken)
    {
        var access = OpaqueToken.CreateAccess();
        var lifetime = options.Value.AccessTokenLifetime;
        db.AccessTokens.Add(new() { Hash = access.Hash, SessionId = sessionId, ExpiresAt = clock.GetUtcNow() + lifetime });
        await db.SaveChangesAsync(cancellationToken);
        return new(access.Text, BearerAuthentication.SchemeName, (int)lifetime.TotalSeconds, refreshToken);
    }

    /// <summary>A few at a time, and never waiting for another request that does the same.</summary>
    private async Task DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"""
            DELETE FROM access_tokens WHERE hash IN (
                SELECT hash FROM access_tokens WHERE expires_at < {now} LIMIT 100 FOR UPDATE SKIP LOCKED)
            """, cancellationToken);
        await db.Database.ExecuteSqlAsync($"""
            DELETE FROM sessions WHERE id IN (
                SELECT id FROM sessions WHERE expires_at < {now} LIMIT 100 FOR UPDATE SKIP LOCKED)
            """, cancellationToken);
    }

    private static string Shortened(string userAgent) =>
        userAgent.Length <= MaximumUserAgentLength ? userAgent : userAgent[..MaximumUserAgentLength];
}
