namespace BorgUi.Contracts.Notifications;

/// <summary>One message to one channel, and what became of it.</summary>
public sealed record DeliveryResponse
{
    public required Guid Id { get; init; }

    /// <summary>The same in each attempt; the receiver gets it too.</summary>
    public required Guid DeliveryId { get; init; }

    public required Guid ChannelId { get; init; }

    public required string Channel { get; init; }

    public required ChannelKind Kind { get; init; }

    public required NotificationEvent Event { get; init; }

    public required string Title { get; init; }

    /// <summary>The job that it is about.</summary>
    public Guid? JobId { get; init; }

    public required DeliveryState State { get; init; }

    public required int Attempts { get; init; }

    /// <summary>An attempt ended without an answer, so the message may have arrived more than once; the later ones say so.</summary>
    public required bool MayHaveArrived { get; init; }

    /// <summary>Of a message that waits.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    public string? LastError { get; init; }

    /// <summary>The beginning of what the target said.</summary>
    public string? Answer { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>What came of trying a channel.</summary>
/// <param name="State">Pending when no worker has tried within the time that the request waited; the log of deliveries shows the rest.</param>
/// <param name="Answer">What the target said.</param>
public sealed record ChannelTestResult(Guid DeliveryId, DeliveryState State, string? Answer, string? Error);
