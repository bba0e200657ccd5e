using System.Collections.Concurrent;
using BorgUi.Contracts.Access;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Access;

/// <summary>
/// Trades a refresh token in once, however many requests bring the same cookie: a browser sends a dozen at a time, and
/// the API takes each refresh token only once. Later ones get the same answer for a minute, until the new cookie is everywhere.
/// </summary>
internal sealed partial class TokenRefresher(
    IServiceScopeFactory scopes, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<TokenRefresher> logger)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Exchange> _exchanges = new(StringComparer.Ordinal);

    /// <summary>New tokens, or null when the API does not accept the refresh token any more.</summary>
    /// <exception cref="ApiUnavailableException">The API is away; the next request tries again.</exception>
    public async Task<TokenResponse?> RefreshAsync(string refreshToken)
    {
        ForgetOld();
        var exchange = _exchanges.GetOrAdd(refreshToken, token => new Exchange(clock.GetUtcNow(), () => TradeAsync(token)));
        try
        {
            return await exchange.Tokens;
        }
        catch (ApiUnavailableException)
        {
            _exchanges.TryRemove(new KeyValuePair<string, Exchange>(refreshToken, exchange));
            throw;
        }
    }

    private async Task<TokenResponse?> TradeAsync(string refreshToken)
    {
        // Not bound to the request that came first: the others wait for the same answer.
        await using var scope = scopes.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<SessionApi>();
        try
        {
            var answer = await sessions.RefreshAsync(refreshToken, lifetime.ApplicationStopping);
            return answer.Value;
        }
        catch (ApiUnauthorizedException)
        {
            LogRefused();
            return null;
        }
        catch (ApiFaultException exception)
        {
            throw new ApiUnavailableException("The API could not refresh the session.", exception);
        }
    }

    private void ForgetOld()
    {
        var now = clock.GetUtcNow();
        foreach (var entry in _exchanges)
        {
            if (now - entry.Value.StartedAt > Memory)
            {
                _exchanges.TryRemove(entry);
            }
        }
    }

    private sealed class Exchange(DateTimeOffset startedAt, Func<Task<TokenResponse?>> trade)
    {
        private readonly Lazy<Task<TokenResponse?>> _tokens = new(trade);

        public DateTimeOffset StartedAt { get; } = startedAt;

        public Task<TokenResponse?> Tokens => _tokens.Value;
    }

    [LoggerMessage(LogLevel.Information, "A session could not be renewed: the API does not accept its refresh token any more.")]
    private partial void LogRefused();
}
