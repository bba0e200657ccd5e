using System.Text;
using System.Threading.Channels;
using BorgUi.ServiceDefaults.Redis;

namespace BorgUi.ServiceDefaults.Tests.Redis;

/// <summary>Reads a subscription in the background and hands out its events one by one.</summary>
internal sealed class BusReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<BusEvent> _events = Channel.CreateUnbounded<BusEvent>();
    private readonly Task _reading;

    public BusReader(IMessageBus bus, params string[] channels) => _reading = ReadAsync(bus, channels);

    public Task<BusEvent> NextAsync() => _events.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Passes over messages to the next resync.</summary>
    public async Task<ResyncReason> NextResyncAsync()
    {
        while (true)
        {
            if (await NextAsync() is BusResync resync)
            {
                return resync.Reason;
            }
        }
    }

    /// <summary>Passes over resyncs to the next message, and answers its text.</summary>
    public async Task<string> NextTextAsync()
    {
        while (true)
        {
            if (await NextAsync() is BusMessage message)
            {
                return Encoding.UTF8.GetString(message.Body.Span);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ReadAsync(IMessageBus bus, string[] channels)
    {
        await foreach (var busEvent in bus.SubscribeAsync(channels, _stop.Token))
        {
            _events.Writer.TryWrite(busEvent);
        }
    }
}
