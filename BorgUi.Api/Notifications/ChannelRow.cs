using System.Linq.Expressions;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using BorgUi.Core.Notifications;

namespace BorgUi.Api.Notifications;

/// <summary>A channel as it is read, without its secret.</summary>
internal sealed record ChannelRow(NotificationChannel Channel, int Waiting, DateTimeOffset? LastDeliveredAt, string? LastError)
{
    public static Expression<Func<NotificationChannel, ChannelRow>> Of(BorgUiDbContext db) => channel => new ChannelRow(
        channel,
        db.NotificationDeliveries.Count(delivery => delivery.ChannelId == channel.Id && delivery.FinishedAt == null),
        db.NotificationDeliveries.Where(delivery => delivery.ChannelId == channel.Id && delivery.State == DeliveryState.Delivered)
            .OrderByDescending(delivery => delivery.CreatedAt).Select(delivery => delivery.FinishedAt).FirstOrDefault(),
        db.NotificationDeliveries.Where(delivery => delivery.ChannelId == channel.Id)
            .OrderByDescending(delivery => delivery.CreatedAt).Select(delivery => delivery.LastError).FirstOrDefault());

    public ChannelResponse ToResponse() => new()
    {
        Id = Channel.Id,
        ChannelId = Channel.Id,
        Name = Channel.Name,
        Kind = Channel.Kind,
        Enabled = Channel.Enabled,
        Email = Channel.Target.Email,
        Ntfy = Channel.Target.Ntfy,
        Webhook = Channel.Target.Webhook,
        HasSecret = Channel.SealedSecret is not null,
        FollowsSettings = Channel.FollowsSettings,
        Events = Channel.Events,
        PlanIds = Channel.PlanIds,
        QuietHours = Channel.Quiet is { } quiet ? new() { From = ChannelRules.Written(quiet.From), To = ChannelRules.Written(quiet.To), FailuresPass = quiet.FailuresPass } : null,
        TimeZone = Channel.TimeZone,
        Digest = Channel.Digest,
        DigestAt = ChannelRules.Written(Channel.DigestAt),
        Waiting = Waiting,
        LastDeliveredAt = LastDeliveredAt,
        LastError = LastError,
        CreatedAt = Channel.CreatedAt,
    };
}
