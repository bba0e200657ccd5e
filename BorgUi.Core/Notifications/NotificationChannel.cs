using BorgUi.Contracts.Notifications;

namespace BorgUi.Core.Notifications;

/// <summary>A way to reach people, and what they want to hear by it.</summary>
public sealed class NotificationChannel
{
    public static readonly TimeOnly DefaultDigestAt = new(7, 0);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public required ChannelKind Kind { get; set; }

    public required bool Enabled { get; set; }

    public ChannelTarget Target { get; set; } = new();

    public byte[]? SealedSecret { get; set; }

    /// <summary>Its events are those of the settings, and change with them.</summary>
    public bool FollowsSettings { get; set; }

    public List<NotificationEvent> Events { get; set; } = [];

    /// <summary>Null means all plans, and what is about no plan.</summary>
    public List<Guid>? PlanIds { get; set; }

    public QuietTime? Quiet { get; set; }

    /// <summary>IANA name of the zone of its quiet hours and digest.</summary>
    public string TimeZone { get; set; } = "UTC";

    public DigestPeriod Digest { get; set; }

    public TimeOnly DigestAt { get; set; } = DefaultDigestAt;

    /// <summary>Until when the last digest told; the next begins there.</summary>
    public required DateTimeOffset DigestedUntil { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What <see cref="SealedSecret"/> is bound to.</summary>
    public static string SecretPurpose(Guid channelId) => $"notification_channels/{channelId}/secret";
}

/// <summary>Where a channel sends to, without secrets; the one of its kind is set, if its kind has one.</summary>
public sealed record ChannelTarget
{
    public EmailTarget? Email { get; init; }

    public NtfyTarget? Ntfy { get; init; }

    public WebhookTarget? Webhook { get; init; }
}
