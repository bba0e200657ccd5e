using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>What waits for one reader. When it is full the oldest goes, and the reader's next event is a resync.</summary>
internal sealed class ReadQueue
{
    private readonly Channel<BusEvent> _events;
    private readonly BusMetrics _metrics;
    private int _lost;

    public ReadQueue(int length, BusMetrics metrics)
    {
        _metrics = metrics;
        _events = Channel.CreateBounded<BusEvent>(
            new BoundedChannelOptions(length) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => CountLoss());
    }

    public void Add(BusEvent busEvent) => _events.Writer.TryWrite(busEvent);

    public async IAsyncEnumerable<BusEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var busEvent in _events.Reader.ReadAllAsync(cancellationToken))
        {
            if (Interlocked.Exchange(ref _lost, 0) == 1)
            {
                yield return new BusResync(ResyncReason.MessagesLost);
            }

            yield return busEvent;
        }
    }

    private void CountLoss()
    {
        Interlocked.Exchange(ref _lost, 1);
        _metrics.DroppedIncoming();
    }
}
