using BorgUi.Contracts.Notifications;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>Channels and messages of the busy sample.</summary>
internal static class SampleNotifications
{
    public static readonly Guid MailId = Guid.Parse("01930000-0000-7000-8000-0000000000c1");
    public static readonly Guid FailedDeliveryId = Guid.Parse("01930000-0000-7000-8000-0000000000c9");

    private static readonly DateTimeOffset Now = SampleRecords.Now;

    public static IReadOnlyList<ChannelResponse> Channels() =>
    [
        Channel(MailId, "admins", ChannelKind.Email) with
        {
            Email = new() { Host = "smtp.example.org", Port = 587, Security = MailSecurity.StartTls, Username = "borgui", From = "borgui@example.org", To = ["anna@example.org", "ben@example.org"] },
            QuietHours = new() { From = "22:00", To = "06:30", FailuresPass = true }, TimeZone = "Europe/Berlin", Digest = DigestPeriod.Weekly, LastDeliveredAt = Now.AddHours(-3),
        },
        Channel(Guid.Parse("01930000-0000-7000-8000-0000000000c2"), "phone", ChannelKind.Ntfy) with
        {
            Ntfy = new() { Server = "https://ntfy.example.org", Topic = "backups-5Kd" }, FollowsSettings = false, Events = [NotificationEvent.BackupFailure], PlanIds = [Guid.CreateVersion7()],
            Waiting = 3, LastError = "The target answered 503.",
        },
        Channel(Guid.Parse("01930000-0000-7000-8000-0000000000c3"), Sample.Hostile, ChannelKind.Webhook) with
        {
            Webhook = new() { Url = $"https://example.org/{new string('x', 120)}", Template = """{ "message": "{{title}}" }""" }, Enabled = false,
        },
        Channel(Guid.Parse("01930000-0000-7000-8000-0000000000c4"), Sample.LongName, ChannelKind.Ping) with { FollowsSettings = false, Events = [] },
    ];

    public static IReadOnlyList<DeliveryResponse> Deliveries(IReadOnlyList<ChannelResponse> channels) => channels.Count == 0 ? [] :
    [
        Delivery(channels[1], DeliveryState.Pending, "Backup of Home directories failed") with { Attempts = 4, LastError = "The target answered 503.", NextAttemptAt = Now.AddMinutes(4) },
        Delivery(channels[0], DeliveryState.Held, Sample.LongName) with { NextAttemptAt = Now.AddHours(5) },
        Delivery(channels[0], DeliveryState.Delivered, "Backup of Home directories completed with 2 warnings") with { Attempts = 2, MayHaveArrived = true, Event = NotificationEvent.BackupWarning },
        Delivery(channels[2], DeliveryState.Failed, Sample.Hostile) with { Id = FailedDeliveryId, Attempts = 57, LastError = "The target answered 404. Given up after 57 attempts in 24 hours." },
        Delivery(channels[3], DeliveryState.Overtaken, "Backup of Home directories started") with { Event = NotificationEvent.BackupStart, LastError = "It ended before its start could be told." },
    ];

    private static ChannelResponse Channel(Guid id, string name, ChannelKind kind) => new()
    {
        Id = id, ChannelId = id, Name = name, Kind = kind, Enabled = true, HasSecret = true, FollowsSettings = true, Events = [NotificationEvent.BackupFailure, NotificationEvent.WorkerLost],
        TimeZone = "UTC", Digest = DigestPeriod.None, DigestAt = "07:00", Waiting = 0, CreatedAt = Now.AddDays(-30),
    };

    private static DeliveryResponse Delivery(ChannelResponse channel, DeliveryState state, string title)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id, DeliveryId = id, ChannelId = channel.Id, Channel = channel.Name, Kind = channel.Kind, Event = NotificationEvent.BackupFailure, Title = title, JobId = Sample.FailedJobId,
            State = state, Attempts = 1, MayHaveArrived = false, CreatedAt = Now.AddMinutes(-20),
        };
    }
}
