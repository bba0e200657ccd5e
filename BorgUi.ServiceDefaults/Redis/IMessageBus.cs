namespace BorgUi.ServiceDefaults.Redis;

/// <summary>
/// Hints between processes. Messages may be lost at any time; readers are then told to fetch the state again from
/// where it is kept.
/// </summary>
public interface IMessageBus
{
    /// <summary>
    /// Hands a message over and returns at once. Never throws because Redis is away: the message is then dropped and
    /// counted, and the readers of the channel get a <see cref="BusResync"/> as soon as they can be reached.
    /// </summary>
    /// <exception cref="ArgumentException">The message is empty; that is the bus' own sign for lost messages.</exception>
    ValueTask PublishAsync(string channel, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads these channels until cancelled, over all outages. The first event, and the first after each gap, is a
    /// <see cref="BusResync"/>: state fetched after it misses nothing that comes behind it.
    /// </summary>
    IAsyncEnumerable<BusEvent> SubscribeAsync(IReadOnlyCollection<string> channels, CancellationToken cancellationToken);
}
