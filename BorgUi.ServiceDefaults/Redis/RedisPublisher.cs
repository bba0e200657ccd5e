using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>
/// Sends what the process publishes, in order, apart from those who publish. What cannot be sent is dropped, and the
/// readers of its channel are told with an empty message once Redis answers again.
/// </summary>
internal sealed partial class RedisPublisher : BackgroundService
{
    private const int BatchSize = 256;

    private static readonly TimeSpan NoticeRetry = TimeSpan.FromMilliseconds(500);

    private readonly RedisConnection _connection;
    private readonly BusMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisPublisher> _logger;
    private readonly LostMessages _lost = new();
    private readonly Channel<BusMessage> _queue;

    public RedisPublisher(
        RedisConnection connection, BusMetrics metrics, IOptions<RedisOptions> options, TimeProvider time,
        ILogger<RedisPublisher> logger)
    {
        (_connection, _metrics, _time, _logger) = (connection, metrics, time, logger);
        _queue = Channel.CreateBounded<BusMessage>(
            new BoundedChannelOptions(options.Value.PublishQueueLength)
            {
                FullMode = BoundedChannelFullMode.DropOldest,
                SingleReader = true,
            },
            dropped => Drop([dropped]));
    }

    public void Enqueue(BusMessage message) => _queue.Writer.TryWrite(message);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<BusMessage>(BatchSize);
        while (true)
        {
            await WaitForWorkAsync(stoppingToken);
            batch.Clear();
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var message))
            {
                batch.Add(message);
            }

            await SendAsync(batch);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var last = new List<BusMessage>();
        while (_queue.Reader.TryRead(out var message))
        {
            last.Add(message);
        }

        await SendAsync(last);
    }

    private async Task WaitForWorkAsync(CancellationToken stoppingToken)
    {
        if (!_lost.Any)
        {
            await _queue.Reader.WaitToReadAsync(stoppingToken);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(
            _queue.Reader.WaitToReadAsync(either.Token).AsTask(),
            Task.Delay(NoticeRetry, _time, either.Token));
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    private async Task SendAsync(List<BusMessage> batch)
    {
        if (_connection.Current is not { } session)
        {
            Drop(batch);
            return;
        }

        try
        {
            await Task.WhenAll(batch.Select(message => session.PublishAsync(message.Channel, message.Body.ToArray())));
            _metrics.Published(batch.Count);
            await TellLossesAsync(session);
        }
        catch (Exception exception)
        {
            // The session's own watch finds out what is wrong and says so in the log.
            LogSendFailed(exception);
            Drop(batch);
        }
    }

    private async Task TellLossesAsync(RedisSession session)
    {
        var channels = _lost.TakeAll();
        try
        {
            await Task.WhenAll(channels.Select(channel => session.PublishAsync(channel, [])));
        }
        catch
        {
            foreach (var channel in channels)
            {
                _lost.Add(channel);
            }

            throw;
        }
    }

    private void Drop(List<BusMessage> messages)
    {
        _metrics.DroppedOutgoing(messages.Count);
        foreach (var message in messages)
        {
            _lost.Add(message.Channel);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A batch of messages could not be handed to Redis.")]
    private partial void LogSendFailed(Exception exception);
}
