using BorgUi.Contracts.Notifications;
using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Pages.Notifications;

/// <summary>The form of a channel, with the names that its fields have on the wire.</summary>
internal sealed class ChannelInput
{
    public string? Name { get; set; }

    public ChannelKind Kind { get; set; }

    public bool Enabled { get; set; } = true;

    public EmailInput Email { get; set; } = new();

    public NtfyInput Ntfy { get; set; } = new();

    public WebhookInput Webhook { get; set; } = new();

    /// <summary>Never filled from what is stored.</summary>
    public string? Secret { get; set; }

    public bool HasSecret { get; set; }

    public bool RemoveSecret { get; set; }

    public bool FollowsSettings { get; set; } = true;

    public List<NotificationEvent> Events { get; set; } = [];

    public bool AllPlans { get; set; } = true;

    public List<Guid> PlanIds { get; set; } = [];

    public QuietInput QuietHours { get; set; } = new();

    public string? TimeZone { get; set; }

    public DigestPeriod Digest { get; set; }

    public string? DigestAt { get; set; } = "07:00";

    /// <summary>A ping is of no use without the start and the success; the others begin with the usual events.</summary>
    public static ChannelInput New(ChannelKind kind) => kind == ChannelKind.Ping
        ? new() { Kind = kind, FollowsSettings = false, Events = [NotificationEvent.BackupStart, NotificationEvent.BackupSuccess, NotificationEvent.BackupWarning, NotificationEvent.BackupFailure] }
        : new() { Kind = kind };

    public static ChannelInput From(ChannelResponse channel) => new()
    {
        Name = channel.Name,
        Kind = channel.Kind,
        Enabled = channel.Enabled,
        Email = EmailInput.Of(channel.Email),
        Ntfy = new() { Server = channel.Ntfy?.Server, Topic = channel.Ntfy?.Topic },
        Webhook = new() { Url = channel.Webhook?.Url, Template = channel.Webhook?.Template },
        HasSecret = channel.HasSecret,
        FollowsSettings = channel.FollowsSettings,
        Events = [.. channel.Events],
        AllPlans = channel.PlanIds is null,
        PlanIds = [.. channel.PlanIds ?? []],
        QuietHours = new() { From = channel.QuietHours?.From, To = channel.QuietHours?.To, FailuresPass = channel.QuietHours?.FailuresPass ?? true },
        TimeZone = channel.TimeZone,
        Digest = channel.Digest,
        DigestAt = channel.DigestAt,
    };

    public SaveChannelRequest ToRequest() => new()
    {
        Name = Name,
        Kind = Kind,
        Enabled = Enabled,
        Email = Kind == ChannelKind.Email ? Email.ToTarget() : null,
        Ntfy = Kind == ChannelKind.Ntfy ? new() { Server = Ntfy.Server, Topic = Ntfy.Topic } : null,
        Webhook = Kind == ChannelKind.Webhook ? new() { Url = Webhook.Url, Template = FormText.Lines(Webhook.Template) } : null,
        Secret = RemoveSecret ? "" : string.IsNullOrEmpty(Secret) ? null : FormText.Lines(Secret),
        Events = FollowsSettings ? null : Events,
        PlanIds = AllPlans ? null : PlanIds,
        QuietHours = string.IsNullOrEmpty(QuietHours.From) && string.IsNullOrEmpty(QuietHours.To) ? null : new() { From = QuietHours.From, To = QuietHours.To, FailuresPass = QuietHours.FailuresPass },
        TimeZone = TimeZone,
        Digest = Digest,
        DigestAt = DigestAt,
    };
}

internal sealed class EmailInput
{
    public string? Host { get; set; }

    public int? Port { get; set; }

    public MailSecurity Security { get; set; }

    public string? Username { get; set; }

    public string? From { get; set; }

    /// <summary>One address per line.</summary>
    public string? To { get; set; }

    public static EmailInput Of(EmailTarget? mail) => mail is null ? new() : new()
    {
        Host = mail.Host,
        Port = mail.Port,
        Security = mail.Security ?? default,
        Username = mail.Username,
        From = mail.From,
        To = string.Join('\n', mail.To ?? []),
    };

    public EmailTarget ToTarget() => new() { Host = Host, Port = Port, Security = Security, Username = Username, From = From, To = FormText.List(To) };
}

internal sealed class NtfyInput
{
    public string? Server { get; set; }

    public string? Topic { get; set; }
}

internal sealed class WebhookInput
{
    public string? Url { get; set; }

    public string? Template { get; set; }
}

internal sealed class QuietInput
{
    public string? From { get; set; }

    public string? To { get; set; }

    public bool FailuresPass { get; set; } = true;
}
