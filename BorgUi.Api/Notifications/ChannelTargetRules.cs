using System.Net.Mail;
using BorgUi.Api.Http;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Notifications;

namespace BorgUi.Api.Notifications;

/// <summary>The rules for where a channel sends to: the part of its kind is given, no other is.</summary>
internal static class ChannelTargetRules
{
    private const string PublicNtfy = "https://ntfy.sh";
    private const int LongestUrl = 2048;
    private const int LongestTemplate = 16 * 1024;
    private const int MostRecipients = 50;

    public static ChannelTarget Check(FieldErrors errors, ChannelKind kind, SaveChannelRequest request)
    {
        Refuse(errors, "email", request.Email is not null && kind != ChannelKind.Email);
        Refuse(errors, "ntfy", request.Ntfy is not null && kind != ChannelKind.Ntfy);
        Refuse(errors, "webhook", request.Webhook is not null && kind != ChannelKind.Webhook);
        return kind switch
        {
            ChannelKind.Email => new() { Email = Email(errors, request.Email ?? new()) },
            ChannelKind.Ntfy => new() { Ntfy = Ntfy(errors, request.Ntfy ?? new()) },
            ChannelKind.Webhook => new() { Webhook = Webhook(errors, request.Webhook ?? new()) },
            _ => new(),
        };
    }

    /// <summary>What is wrong with an address that messages are sent to; null when nothing is.</summary>
    public static string? UrlProblem(string? url) =>
        url is null or { Length: 0 or > LongestUrl } || url.Any(char.IsControl) || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            ? "Give an address that begins with https:// or http://."
            : address.UserInfo.Length > 0 ? "Leave name and password out of the address."
            : null;

    private static void Refuse(FieldErrors errors, string field, bool isGiven)
    {
        if (isGiven)
        {
            errors.Add(field, "A channel of this kind has no such target; leave it out.");
        }
    }

    private static EmailTarget Email(FieldErrors errors, EmailTarget given)
    {
        var security = given.Security ?? MailSecurity.StartTls;
        var target = new EmailTarget
        {
            Host = given.Host?.Trim(),
            Port = given.Port ?? security switch { MailSecurity.Tls => 465, MailSecurity.None => 25, _ => 587 },
            Security = security,
            Username = string.IsNullOrWhiteSpace(given.Username) ? null : given.Username.Trim(),
            From = given.From?.Trim(),
            To = [.. (given.To ?? []).Select(address => address?.Trim() ?? "").Where(address => address.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
        if (target.Host is not { Length: <= 253 } || Uri.CheckHostName(target.Host) == UriHostNameType.Unknown)
        {
            errors.Add("email.host", "Give the name of the mail server, such as smtp.example.org.");
        }

        if (target.Port is < 1 or > 65535)
        {
            errors.Add("email.port", "Give a port from 1 to 65535.");
        }

        if (target.Username is { Length: > 320 } || target.Username?.Any(char.IsControl) == true)
        {
            errors.Add("email.username", "Give the name to log in with, on one line.");
        }

        if (!IsAddress(target.From))
        {
            errors.Add("email.from", "Give the address of the sender, such as borgui@example.org.");
        }

        if (target.To.Count is 0 or > MostRecipients || !target.To.All(IsAddress))
        {
            errors.Add("email.to", $"Give 1 to {MostRecipients} addresses, such as me@example.org.");
        }

        return target;
    }

    private static bool IsAddress(string? text) =>
        text is { Length: <= 320 } && !text.Any(char.IsControl) && TextRules.IsWellFormed(text) && MailAddress.TryCreate(text, out var address) && address.DisplayName.Length == 0;

    private static NtfyTarget Ntfy(FieldErrors errors, NtfyTarget given)
    {
        var target = new NtfyTarget { Server = string.IsNullOrWhiteSpace(given.Server) ? PublicNtfy : given.Server.Trim().TrimEnd('/'), Topic = given.Topic?.Trim() };
        if (UrlProblem(target.Server) is { } problem)
        {
            errors.Add("ntfy.server", problem);
        }

        if (target.Topic is not { Length: >= 1 and <= 64 } || !target.Topic.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_'))
        {
            errors.Add("ntfy.topic", "Give 1 to 64 letters, digits, dashes and underscores. Whoever knows the topic of an open server can read it.");
        }

        return target;
    }

    private static WebhookTarget Webhook(FieldErrors errors, WebhookTarget given)
    {
        var target = new WebhookTarget { Url = given.Url?.Trim(), Template = string.IsNullOrWhiteSpace(given.Template) ? null : given.Template.ReplaceLineEndings("\n").Trim() };
        if (UrlProblem(target.Url) is { } problem)
        {
            errors.Add("webhook.url", problem);
        }

        if (target.Template is { Length: > LongestTemplate } || target.Template?.Contains('\0') == true || (target.Template is { } text && !TextRules.IsWellFormed(text)))
        {
            errors.Add("webhook.template", $"Give at most {LongestTemplate} characters of ordinary text.");
        }
        else if (target.Template is { } template && WebhookTemplate.Check(template) is { } wrong)
        {
            errors.Add("webhook.template", wrong);
        }

        return target;
    }
}
