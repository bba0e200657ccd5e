using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Notifications;

/// <summary>How a channel reaches people.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ChannelKind>))]
public enum ChannelKind
{
    Email,
    Slack,
    Discord,
    Ntfy,

    /// <summary>JSON to an address of your own, signed when it has a secret.</summary>
    Webhook,

    /// <summary>As healthchecks.io takes it: start, success, fail and log of one check.</summary>
    Ping,

    /// <summary>Whatever the program apprise reaches.</summary>
    Apprise,
}

/// <summary>What people are told of; on the wire in snake_case.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<NotificationEvent>))]
public enum NotificationEvent
{
    BackupStart,
    BackupSuccess,
    BackupWarning,
    BackupFailure,
    RestoreStart,
    RestoreSuccess,
    RestoreWarning,
    RestoreFailure,
    CheckStart,
    CheckSuccess,
    CheckWarning,
    CheckFailure,

    /// <summary>A job that a schedule asked for failed, whatever its kind. Who wants the failure of its kind too hears of it once.</summary>
    ScheduleFailure,

    /// <summary>A plan has no backup that is as new as it should be.</summary>
    Overdue,

    WorkerLost,
    RepositoryNearlyFull,
    CheckOverdue,
    DrillFailed,
    UnusualBackup,

    /// <summary>The report of a day or week; a channel asks for it by its digest.</summary>
    Digest,

    /// <summary>Somebody tries a channel.</summary>
    Test,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<DeliveryState>))]
public enum DeliveryState
{
    /// <summary>It waits for its first or next attempt.</summary>
    Pending,

    /// <summary>It waits for the end of the channel's quiet hours.</summary>
    Held,

    Delivered,

    /// <summary>It was tried for as long as it is worth, and given up.</summary>
    Failed,

    /// <summary>A start that could not be told before the end was.</summary>
    Overtaken,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<DigestPeriod>))]
public enum DigestPeriod
{
    None,
    Daily,

    /// <summary>On Mondays.</summary>
    Weekly,
}

/// <summary>How a mail server is spoken to.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<MailSecurity>))]
public enum MailSecurity
{
    /// <summary>It begins in the clear and must change to TLS before anything is said; mostly port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte; mostly port 465.</summary>
    Tls,

    /// <summary>In the clear: only for a server on this machine or a network that is trusted.</summary>
    None,
}
