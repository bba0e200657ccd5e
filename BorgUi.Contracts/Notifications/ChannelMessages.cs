namespace BorgUi.Contracts.Notifications;

/// <summary>
/// A channel as a whole. Which of the targets it needs follows from its kind: email, ntfy and webhook have one, the others only
/// their secret.
/// </summary>
public sealed record SaveChannelRequest
{
    /// <summary>1 to 100 characters, unique.</summary>
    public string? Name { get; init; }

    public ChannelKind? Kind { get; init; }

    public bool Enabled { get; init; } = true;

    public EmailTarget? Email { get; init; }

    public NtfyTarget? Ntfy { get; init; }

    public WebhookTarget? Webhook { get; init; }

    /// <summary>
    /// The password of the mail server, the token of ntfy, what a webhook is signed with, or the address that Slack, Discord, a ping
    /// and Apprise have (apprise one a line). Never comes back; left out it stays, empty it is removed.
    /// </summary>
    public string? Secret { get; init; }

    /// <summary>What it tells of; left out, whatever the settings say for the whole installation. None is allowed: then only the digest.</summary>
    public IReadOnlyList<NotificationEvent>? Events { get; init; }

    /// <summary>Only what is about these plans; left out, about all plans, repositories and workers.</summary>
    public IReadOnlyList<Guid>? PlanIds { get; init; }

    public QuietHours? QuietHours { get; init; }

    /// <summary>The IANA name of the zone of its quiet hours and digest; UTC when left out.</summary>
    public string? TimeZone { get; init; }

    /// <summary><c>none</c> when left out.</summary>
    public DigestPeriod? Digest { get; init; }

    /// <summary>The time of day of the digest, <c>HH:mm</c>; 07:00 when left out.</summary>
    public string? DigestAt { get; init; }
}

/// <summary>Hours of each day in which messages are held back until they end.</summary>
public sealed record QuietHours
{
    /// <summary><c>HH:mm</c></summary>
    public string? From { get; init; }

    /// <summary><c>HH:mm</c>; earlier than <see cref="From"/> it is on the next day.</summary>
    public string? To { get; init; }

    /// <summary>Failures and alarms are told at once all the same.</summary>
    public bool FailuresPass { get; init; }
}

public sealed record EmailTarget
{
    public string? Host { get; init; }

    /// <summary>587, with tls 465, with none 25 when left out.</summary>
    public int? Port { get; init; }

    /// <summary><c>start_tls</c> when left out.</summary>
    public MailSecurity? Security { get; init; }

    /// <summary>Left out for a server that wants no login; the password is the channel's secret.</summary>
    public string? Username { get; init; }

    public string? From { get; init; }

    public IReadOnlyList<string>? To { get; init; }
}

public sealed record NtfyTarget
{
    /// <summary><c>https://ntfy.sh</c> when left out.</summary>
    public string? Server { get; init; }

    public string? Topic { get; init; }
}

public sealed record WebhookTarget
{
    /// <summary>http or https, without a name or password in it.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// JSON with {{title}}, {{text}}, {{event}}, {{severity}}, {{id}}, {{link}}, {{occurred_at}} or {{is_repeat}} within its strings; left
    /// out, all that is known.
    /// </summary>
    public string? Template { get; init; }
}

public sealed record ChannelResponse
{
    public required Guid Id { get; init; }

    public required Guid ChannelId { get; init; }

    public required string Name { get; init; }

    public required ChannelKind Kind { get; init; }

    public required bool Enabled { get; init; }

    public EmailTarget? Email { get; init; }

    public NtfyTarget? Ntfy { get; init; }

    public WebhookTarget? Webhook { get; init; }

    public required bool HasSecret { get; init; }

    /// <summary>Its events are those of the settings.</summary>
    public required bool FollowsSettings { get; init; }

    public required IReadOnlyList<NotificationEvent> Events { get; init; }

    /// <summary>Null means all.</summary>
    public IReadOnlyList<Guid>? PlanIds { get; init; }

    public QuietHours? QuietHours { get; init; }

    public required string TimeZone { get; init; }

    public required DigestPeriod Digest { get; init; }

    public required string DigestAt { get; init; }

    /// <summary>How many messages wait for it.</summary>
    public required int Waiting { get; init; }

    public DateTimeOffset? LastDeliveredAt { get; init; }

    /// <summary>Of the newest message, when it did not get through.</summary>
    public string? LastError { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
