using BorgUi.Core.Notifications;

namespace BorgUi.Notifications;

/// <summary>Sends to one kind of channel; registered by its <see cref="Contracts.Notifications.ChannelKind"/>.</summary>
public interface INotificationSender
{
    /// <exception cref="OperationCanceledException">It took too long, or the program is shut down.</exception>
    Task<SendResult> SendAsync(SendRequest request, CancellationToken cancellationToken);
}

/// <param name="Secret">The channel's, in the clear; it may leave in the request alone.</param>
/// <param name="AllowLocal">An administrator allows targets on this machine and its links.</param>
public sealed record SendRequest(ChannelTarget Target, string? Secret, bool AllowLocal, NotificationMessage Message);

/// <param name="Error">Null when the target has taken the message.</param>
/// <param name="Answer">The beginning of what it said, without secrets.</param>
public sealed record SendResult(string? Error, string? Answer = null)
{
    /// <summary>It failed in a way that leaves open whether the message arrived.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>The target asks to wait for so long.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static SendResult Sent(string? answer) => new(Error: null, answer);
}
