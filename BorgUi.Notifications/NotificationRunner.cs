using System.Security.Cryptography;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using BorgUi.Core.Notifications;
using BorgUi.Core.Secrets;
using BorgUi.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BorgUi.Notifications;

/// <summary>Makes one attempt to send a message, and records what came of it.</summary>
internal sealed partial class NotificationRunner(
    NotificationOutbox outbox,
    IDbContextFactory<BorgUiDbContext> contexts,
    IServiceProvider services,
    SecretBox secrets,
    IOptions<NotificationOptions> options,
    ILogger<NotificationRunner> logger)
{
    /// <param name="stopping">Breaks off the sending alone: what came of it is recorded, also while the program is shut down.</param>
    public async Task RunAsync(ClaimedDelivery claim, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        if (await db.NotificationChannels.AsNoTracking().FirstOrDefaultAsync(row => row.Id == claim.ChannelId, CancellationToken.None) is not { } channel)
        {
            // Deleted meanwhile, and the message with it.
            return;
        }

        if (claim is { IsOvertaken: true, Attempt: > 1 } && claim.Event.IsStart())
        {
            await outbox.OvertakeAsync(claim, CancellationToken.None);
        }
        else if (channel.Quiet?.HoldsUntil(claim.Event, channel.TimeZone, claim.Now) is { } until)
        {
            await outbox.HoldAsync(claim, until, CancellationToken.None);
        }
        else
        {
            var settings = (await StoredSettings.ReadAsync(db, CancellationToken.None)).Notifications;
            var result = await SendAsync(channel, NotificationMessage.Of(claim, settings.PublicUrl), settings.AllowLocalTargets, stopping);
            await RecordAsync(claim, channel, result);
        }
    }

    private async Task<SendResult> SendAsync(NotificationChannel channel, NotificationMessage message, bool allowLocal, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.SendWithin);
        try
        {
            var secret = channel.SealedSecret is { } seal ? secrets.Open(seal, NotificationChannel.SecretPurpose(channel.Id)) : null;
            return await services.GetRequiredKeyedService<INotificationSender>(channel.Kind).SendAsync(new(channel.Target, secret, allowLocal, message), limit.Token);
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested
                ? new("The sender was shut down during the attempt.") { MayHaveArrived = true }
                : new($"There was no answer within {options.Value.SendWithin.TotalSeconds:0} seconds.") { MayHaveArrived = true };
        }
        catch (CryptographicException error)
        {
            return new($"The channel's secret cannot be opened: {error.Message}");
        }
        catch (Exception error)
        {
            // A sender's own mistake must not stop the others; what an unknown exception says may hold a secret.
            LogBroken(logger, channel.Kind, error.GetType().Name);
            return new($"It could not be sent ({error.GetType().Name}).") { MayHaveArrived = true };
        }
    }

    private Task<bool> RecordAsync(ClaimedDelivery claim, NotificationChannel channel, SendResult result)
    {
        if (result.Error is not { } error)
        {
            LogSent(logger, claim.Event, claim.Id, channel.Name, claim.Attempt);
            return outbox.DeliveredAsync(claim, result.Answer, CancellationToken.None);
        }

        LogNotSent(logger, claim.Event, claim.Id, channel.Name, claim.Attempt, error);
        if (claim.Event == NotificationEvent.Test)
        {
            return outbox.GiveUpAsync(claim, error, result.Answer, result.MayHaveArrived, CancellationToken.None);
        }

        var tried = claim.Now - claim.FirstAttemptAt;
        return tried >= options.Value.GiveUpAfter
            ? outbox.GiveUpAsync(claim, $"{error} Given up after {claim.Attempt} attempts in {Hours(tried)}.", result.Answer, result.MayHaveArrived, CancellationToken.None)
            : outbox.PostponeAsync(claim, WaitAfter(claim.Attempt, result.RetryAfter), error, result.Answer, result.MayHaveArrived, CancellationToken.None);
    }

    private TimeSpan WaitAfter(int attempt, TimeSpan? asked)
    {
        var longest = options.Value.RetryAtLeastEvery;
        // 2 to the 20th of the shortest wait is longer than the longest.
        var wait = options.Value.RetryAfter * Math.Pow(2, Math.Min(attempt - 1, 20));
        wait = asked > wait ? asked.Value : wait;
        return wait < longest ? wait : longest;
    }

    private static string Hours(TimeSpan time) => time.TotalHours >= 1 ? $"{time.TotalHours:0} hours" : $"{time.TotalMinutes:0} minutes";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Event} {DeliveryId} was sent to channel {Channel} in attempt {Attempt}")]
    private static partial void LogSent(ILogger logger, NotificationEvent @event, Guid deliveryId, string channel, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Event} {DeliveryId} could not be sent to channel {Channel} in attempt {Attempt}: {Error}")]
    private static partial void LogNotSent(ILogger logger, NotificationEvent @event, Guid deliveryId, string channel, int attempt, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sender for {Kind} failed with {Exception}")]
    private static partial void LogBroken(ILogger logger, ChannelKind kind, string exception);
}
