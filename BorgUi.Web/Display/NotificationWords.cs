using BorgUi.Contracts.Notifications;

namespace BorgUi.Web.Display;

/// <summary>Channels, events and deliveries in few words.</summary>
internal static class NotificationWords
{
    /// <summary>The events as people choose them: a line for each thing, with what may become of it.</summary>
    public static readonly (string Thing, (NotificationEvent Event, string Word)[] Events)[] Groups =
    [
        ("A backup", [(NotificationEvent.BackupStart, "starts"), (NotificationEvent.BackupSuccess, "succeeds"), (NotificationEvent.BackupWarning, "has warnings"), (NotificationEvent.BackupFailure, "fails")]),
        ("A restore", [(NotificationEvent.RestoreStart, "starts"), (NotificationEvent.RestoreSuccess, "succeeds"), (NotificationEvent.RestoreWarning, "has warnings"), (NotificationEvent.RestoreFailure, "fails")]),
        ("A check", [(NotificationEvent.CheckStart, "starts"), (NotificationEvent.CheckSuccess, "succeeds"), (NotificationEvent.CheckWarning, "has warnings"), (NotificationEvent.CheckFailure, "fails")]),
        ("Anything else", [(NotificationEvent.ScheduleFailure, "scheduled job fails"), (NotificationEvent.Overdue, "backup overdue"), (NotificationEvent.CheckOverdue, "check overdue"), (NotificationEvent.DrillFailed, "restore drill failed"), (NotificationEvent.UnusualBackup, "unusual backup"), (NotificationEvent.RepositoryNearlyFull, "disk nearly full"), (NotificationEvent.WorkerLost, "worker lost")]),
    ];

    public static (string Name, string What) Of(ChannelKind kind) => kind switch
    {
        ChannelKind.Email => ("E-mail", "by your mail server"),
        ChannelKind.Slack => ("Slack", "an incoming webhook of Slack, Mattermost or Rocket.Chat"),
        ChannelKind.Discord => ("Discord", "a webhook of a Discord channel"),
        ChannelKind.Ntfy => ("ntfy", "a topic of ntfy.sh or of your own server"),
        ChannelKind.Webhook => ("Webhook", "JSON to an address of your own, signed if you like"),
        ChannelKind.Ping => ("Ping", "a check of healthchecks.io or of what speaks like it"),
        ChannelKind.Apprise => ("Apprise", "a hundred other services, by the program apprise on the worker"),
        _ => (kind.ToString(), ""),
    };

    /// <summary>What the secret of such a channel is.</summary>
    public static (string Label, string Hint) Secret(ChannelKind kind) => kind switch
    {
        ChannelKind.Email => ("Password", "Only if the server wants a login"),
        ChannelKind.Ntfy => ("Access token", "Only if the topic is protected"),
        ChannelKind.Webhook => ("Signing secret", "Signs each message as X-BorgUi-Signature: HMAC-SHA256 of X-BorgUi-Timestamp, a dot and the body"),
        ChannelKind.Ping => ("Ping address", "https://hc-ping.com/… without /start or /fail"),
        ChannelKind.Apprise => ("Addresses of apprise", "One a line: tgram://token/chat"),
        _ => ("Webhook address", "It is a secret: who knows it can write there"),
    };

    public static string Of(NotificationEvent happened) => happened switch
    {
        NotificationEvent.Digest => "Report",
        NotificationEvent.Test => "Test",
        _ => Groups.SelectMany(group => group.Events.Select(one => (one.Event, Words: group.Thing == "Anything else" ? one.Word : $"{group.Thing[2..]} {one.Word}")))
            .Where(one => one.Event == happened).Select(one => char.ToUpperInvariant(one.Words[0]) + one.Words[1..]).FirstOrDefault(happened.ToString()),
    };

    public static Status Of(DeliveryState state) => state switch
    {
        DeliveryState.Pending => new("running", "Waiting"),
        DeliveryState.Held => new("pending", "Held back"),
        DeliveryState.Delivered => new("completed", "Delivered"),
        DeliveryState.Failed => new("failed", "Given up"),
        DeliveryState.Overtaken => new("pending", "Overtaken"),
        _ => new("pending", state.ToString()),
    };

    /// <summary>How a channel is.</summary>
    public static Status Of(ChannelResponse channel) => channel switch
    {
        { Enabled: false } => new("pending", "Disabled"),
        { LastError: not null } => new("failed", "Did not get through"),
        { LastDeliveredAt: null } => new("pending", "Not used yet"),
        _ => new("completed", "Gets through"),
    };

    /// <summary>Where it sends to, as far as that is no secret.</summary>
    public static string Target(ChannelResponse channel) => channel switch
    {
        { Email: { } mail } => string.Join(", ", mail.To ?? []),
        { Ntfy: { } ntfy } => $"{ntfy.Topic} at {ntfy.Server}",
        { Webhook.Url: { } url } => url,
        _ => Of(channel.Kind).What,
    };

    /// <summary>What it tells, in one line.</summary>
    public static string Rules(ChannelResponse channel)
    {
        var events = channel.FollowsSettings ? "the usual events" : channel.Events.Count switch { 0 => "no single events", 1 => "1 event", var count => $"{count} events" };
        var plans = channel.PlanIds is { } ids ? $"of {ids.Count} {(ids.Count == 1 ? "plan" : "plans")}" : "of everything";
        var digest = channel.Digest switch { DigestPeriod.Daily => ", and a report each day", DigestPeriod.Weekly => ", and a report each Monday", _ => "" };
        var quiet = channel.QuietHours is { } hours ? $"; quiet from {hours.From} to {hours.To}" : "";
        return $"Tells {events} {plans}{digest}{quiet}.";
    }
}
