using StackExchange.Redis;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>
/// One connection to Redis from its first answer to its first failure; it is never mended, a new one follows it.
/// The client's own reconnecting is left unused on purpose: it does not tell when subscriptions stand again, and a
/// frozen server leaves its asynchronous calls without an end.
/// </summary>
internal sealed class RedisSession : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _multiplexer;
    private readonly TimeSpan _answerTimeout;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RedisSession(ConnectionMultiplexer multiplexer, TimeSpan answerTimeout)
    {
        (_multiplexer, _answerTimeout) = (multiplexer, answerTimeout);
        _multiplexer.ConnectionFailed += (_, failure) => End($"the connection broke ({failure.FailureType})");
    }

    /// <summary>Completes with the reason when the connection is no good any more.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Connects and makes sure that both of the client's connections, commands and subscriptions, answer.</summary>
    public static async Task<RedisSession> OpenAsync(ConfigurationOptions configuration, TimeSpan answerTimeout)
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(Bounded(configuration, answerTimeout));
        var session = new RedisSession(multiplexer, answerTimeout);
        try
        {
            await session.PingAsync();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async Task PingAsync()
    {
        await _multiplexer.GetDatabase().PingAsync().WaitAsync(_answerTimeout);
        await _multiplexer.GetSubscriber().PingAsync().WaitAsync(_answerTimeout);
    }

    public Task PublishAsync(string channel, byte[] message) =>
        _multiplexer.GetSubscriber().PublishAsync(Literal(channel), message).WaitAsync(_answerTimeout);

    /// <summary>Returns when Redis has confirmed the subscription to every channel; disposing of the answer ends it.</summary>
    public async Task<IAsyncDisposable> SubscribeAsync(IReadOnlyCollection<string> channels, Action<string, byte[]> received)
    {
        var subscriber = _multiplexer.GetSubscriber();
        Action<RedisChannel, RedisValue> handler = (channel, body) => received(channel!, body!);
        foreach (var channel in channels)
        {
            await subscriber.SubscribeAsync(Literal(channel), handler).WaitAsync(_answerTimeout);
        }

        // The client confirms at once when another reader's subscription is still on its way; this goes behind it.
        await subscriber.PingAsync().WaitAsync(_answerTimeout);
        return new Subscription(this, channels, handler);
    }

    /// <summary>Gives the connection up; false when it was already given up.</summary>
    public bool End(string reason) => _ended.TrySetResult(reason);

    /// <summary>The client closes its sockets while it waits for them, so not on the caller's thread.</summary>
    public async ValueTask DisposeAsync()
    {
        End("closed");
        await Task.Run(_multiplexer.Dispose);
    }

    private static ConfigurationOptions Bounded(ConfigurationOptions configuration, TimeSpan answerTimeout)
    {
        var bounded = configuration.Clone();
        var milliseconds = (int)answerTimeout.TotalMilliseconds;
        bounded.AbortOnConnectFail = true;
        bounded.ConnectRetry = 1;
        bounded.ConnectTimeout = milliseconds;
        bounded.SyncTimeout = milliseconds;
        // No key and no channel of the client's own: we speak to one server, and an ACL may know our channels only.
        bounded.TieBreaker = "";
        bounded.ConfigurationChannel = "";
        return bounded;
    }

    private static RedisChannel Literal(string channel) => new(channel, RedisChannel.PatternMode.Literal);

    private sealed class Subscription(
        RedisSession session, IReadOnlyCollection<string> channels, Action<RedisChannel, RedisValue> handler) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (session.Ended.IsCompleted)
            {
                return;
            }

            try
            {
                var subscriber = session._multiplexer.GetSubscriber();
                await Task.WhenAll(channels.Select(channel => subscriber.UnsubscribeAsync(Literal(channel), handler)))
                    .WaitAsync(session._answerTimeout);
            }
            catch (Exception exception)
            {
                session.End($"a subscription could not be ended: {exception.Message}");
            }
        }
    }
}
