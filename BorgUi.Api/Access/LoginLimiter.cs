using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BorgUi.Api.Access;

/// <summary>Who tries to log in as whom.</summary>
internal sealed record LoginAttempt(string Address, string Username);

/// <summary>Slows guessing down: so many attempts a minute of one address on one name, and five times as many of one address on all names.</summary>
internal sealed class LoginLimiter(IOptions<AccessOptions> options) : IAsyncDisposable
{
    private const int NamesPerAddress = 5;

    private readonly PartitionedRateLimiter<LoginAttempt> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<LoginAttempt, string>(attempt => PerMinute(attempt.Address, options.Value.LoginAttemptsPerMinute * NamesPerAddress)),
        PartitionedRateLimiter.Create<LoginAttempt, LoginAttempt>(attempt => PerMinute(attempt, options.Value.LoginAttemptsPerMinute)));

    /// <summary>Null when the attempt may go on, else how long to wait.</summary>
    public TimeSpan? WaitFor(LoginAttempt attempt)
    {
        using var lease = _limiter.AttemptAcquire(attempt with { Username = attempt.Username.ToUpperInvariant() });
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter
            : TimeSpan.FromMinutes(1);
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    private static RateLimitPartition<TKey> PerMinute<TKey>(TKey key, int permits) => RateLimitPartition.GetSlidingWindowLimiter(
        key, _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 });
}
