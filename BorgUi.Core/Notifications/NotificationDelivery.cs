using BorgUi.Contracts.Notifications;

namespace BorgUi.Core.Notifications;

/// <summary>
/// One message to one channel. The database makes it in the transaction that changes what it is about, so it is the outbox; once
/// sent, it is the log. Changed by <see cref="NotificationOutbox"/> alone.
/// </summary>
public sealed class NotificationDelivery
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ChannelId { get; init; }

    public NotificationChannel? Channel { get; private set; }

    public required NotificationEvent Event { get; init; }

    /// <summary>The job or alarm.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary><see cref="NotificationFacts"/> as JSON.</summary>
    public required string Facts { get; init; }

    public DeliveryState State { get; private set; } = DeliveryState.Pending;

    public int Attempts { get; private set; }

    /// <summary>Nobody knows of one of the attempts whether the message arrived.</summary>
    public bool MayHaveArrived { get; private set; }

    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>It is given up when this is too long ago.</summary>
    public DateTimeOffset? FirstAttemptAt { get; private set; }

    /// <summary>Never holds a secret.</summary>
    public string? LastError { get; private set; }

    /// <summary>The beginning of what the target said.</summary>
    public string? Answer { get; private set; }

    /// <summary>The attempt that is under way. Of each channel there is one at most.</summary>
    public Guid? LeaseId { get; private set; }

    public DateTimeOffset? LeaseExpiresAt { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; private set; }
}
