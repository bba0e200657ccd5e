using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>Publish and subscribe over Redis, which may come and go.</summary>
internal sealed partial class RedisMessageBus(
    RedisConnection connection, RedisPublisher publisher, BusMetrics metrics, IOptions<RedisOptions> options,
    ILogger<RedisMessageBus> logger) : IMessageBus
{
    public ValueTask PublishAsync(
        string channel, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        if (message.IsEmpty)
        {
            throw new ArgumentException("An empty message is the bus' own sign for lost messages.", nameof(message));
        }

        cancellationToken.ThrowIfCancellationRequested();
        // A copy: the caller may use its buffer again as soon as we return.
        publisher.Enqueue(new BusMessage(channel, message.ToArray()));
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<BusEvent> SubscribeAsync(
        IReadOnlyCollection<string> channels, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var queue = new ReadQueue(options.Value.ReadQueueLength, metrics);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feeding = FeedAsync(queue, channels, reading.Token);
        try
        {
            await foreach (var busEvent in queue.ReadAllAsync(reading.Token))
            {
                yield return busEvent;
            }
        }
        finally
        {
            await reading.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Subscribes again on every new session; those of the sessions before died with them.</summary>
    private async Task FeedAsync(ReadQueue queue, IReadOnlyCollection<string> channels, CancellationToken cancellationToken)
    {
        var reason = ResyncReason.Subscribed;
        RedisSession? session = null;
        while (true)
        {
            session = await connection.NextAsync(session, cancellationToken);
            try
            {
                await using var subscription = await session.SubscribeAsync(channels, (channel, body) => Receive(queue, channel, body));
                queue.Add(new BusResync(reason));
                reason = ResyncReason.Reconnected;
                await session.Ended.WaitAsync(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (session.End("a subscription was not confirmed"))
                {
                    LogSubscribeFailed(exception);
                }
            }
        }
    }

    private void Receive(ReadQueue queue, string channel, byte[] body)
    {
        metrics.Received();
        queue.Add(body.Length == 0 ? new BusResync(ResyncReason.MessagesLost) : new BusMessage(channel, body));
    }

    [LoggerMessage(LogLevel.Warning, "Redis did not confirm a subscription; the connection is made anew.")]
    private partial void LogSubscribeFailed(Exception exception);
}
