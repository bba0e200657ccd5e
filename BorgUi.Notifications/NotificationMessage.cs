using BorgUi.Contracts.Notifications;
using BorgUi.Core.Notifications;

namespace BorgUi.Notifications;

/// <summary>One message as every kind of channel gets it.</summary>
/// <param name="Id">The same in each attempt, so that receivers can know a repetition.</param>
/// <param name="SubjectId">The job or alarm.</param>
/// <param name="Link">The page in BorgUi; null when nobody has said where BorgUi is.</param>
/// <param name="IsRepeat">It may have arrived before.</param>
public sealed record NotificationMessage(
    Guid Id, NotificationEvent Event, Guid? SubjectId, NotificationFacts Facts, NotificationText Words, Uri? Link, bool IsRepeat, DateTimeOffset OccurredAt)
{
    private const string RepeatNote = "This message may be a repeat: an earlier attempt to send it broke off.";

    public string Title => Words.Title;

    public Severity Severity => Words.Severity;

    /// <summary>The lines below the title.</summary>
    public string Text => string.Join('\n', IsRepeat ? [.. Words.Lines, RepeatNote] : Words.Lines);

    /// <summary>The same, with the link at the end, for targets that have no better place for it.</summary>
    public string TextWithLink => Link is null ? Text : $"{Text}\n{Link}";

    public static NotificationMessage Of(ClaimedDelivery claim, string? publicUrl) => new(
        claim.Id,
        claim.Event,
        claim.SubjectId,
        claim.Facts,
        NotificationText.Of(claim.Facts),
        LinkOf(claim.Facts, publicUrl),
        claim.IsRepeat,
        claim.CreatedAt);

    private static Uri? LinkOf(NotificationFacts facts, string? publicUrl) =>
        Uri.TryCreate(publicUrl?.TrimEnd('/') + (facts is JobFacts job ? $"/jobs/{job.JobId}" : "/"), UriKind.Absolute, out var link) && link.Scheme is ("http" or "https") ? link : null;
}
