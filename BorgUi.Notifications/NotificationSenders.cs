using System.Text.Json;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using BorgUi.Core.Notifications;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BorgUi.Notifications;

/// <summary>Sends what waits: each sender takes one message after the other, none two of one channel at once.</summary>
internal sealed partial class NotificationSenders(
    NotificationOutbox outbox,
    NotificationRunner runner,
    IEnumerable<SentKind> kinds,
    IOptions<NotificationOptions> options,
    TimeProvider time,
    ILogger<NotificationSenders> logger) : BackgroundService
{
    private readonly ChannelKind[] _kinds = [.. kinds.Select(sent => sent.Kind)];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Senders).Select(_ => SendAsync(stoppingToken)));

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollEvery, time);
        do
        {
            try
            {
                // A claim that is under way is never abandoned: its answer may be a message that is ours already.
                while (!stoppingToken.IsCancellationRequested && await ClaimAsync() is { } claim)
                {
                    await runner.RunAsync(claim, stoppingToken);
                }
            }
            catch (Exception error) when (DatabaseFailure.MayPass(error) || error is TimeoutException or JsonException)
            {
                // A message that a newer BorgUi wrote waits for a process that can read it.
                // What was sent and could not be recorded goes out once more when its lease ends, and says so.
                LogNoLook(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Task<ClaimedDelivery?> ClaimAsync() => outbox.ClaimAsync(options.Value.Lease, options.Value.TakeAfter, _kinds, CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications cannot be read or recorded; trying again")]
    private static partial void LogNoLook(ILogger logger, Exception error);
}
