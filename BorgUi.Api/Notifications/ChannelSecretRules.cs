using BorgUi.Api.Http;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Notifications;
using BorgUi.Core.Secrets;

namespace BorgUi.Api.Notifications;

/// <summary>The rules for the secret of a channel, which for some kinds is the address itself.</summary>
internal static class ChannelSecretRules
{
    private const string Field = "secret";
    private const int ShortestKey = 8;
    private const int LongestSecret = 1024;
    private const int LongestAddresses = 8 * 1024;

    /// <returns>As it is to be stored: the old seal, a new one, or none.</returns>
    public static byte[]? Check(FieldErrors errors, string? given, NotificationChannel channel, ChannelTarget before, SecretBox box)
    {
        if (given is null && channel.SealedSecret is { } known)
        {
            // Otherwise a secret that nobody can read could be sent to a server of one's own, and be read there.
            if (LeadsElsewhere(before, channel.Target))
            {
                errors.Add(Field, "The server or login has changed: give the secret that belongs to it, or an empty one.");
            }

            return known;
        }

        var secret = given?.Trim() ?? "";
        if (Problem(channel.Kind, channel.Target, secret) is { } problem)
        {
            errors.Add(Field, problem);
        }

        return secret.Length == 0 ? null : box.Seal(secret, NotificationChannel.SecretPurpose(channel.Id));
    }

    private static bool LeadsElsewhere(ChannelTarget before, ChannelTarget after) =>
        (before.Email is { } old && after.Email is { } mail && (old.Host, old.Port, old.Security, old.Username) != (mail.Host, mail.Port, mail.Security, mail.Username))
        || before.Ntfy?.Server != after.Ntfy?.Server;

    private static string? Problem(ChannelKind kind, ChannelTarget target, string secret) => kind switch
    {
        _ when secret.Contains('\0') || !TextRules.IsWellFormed(secret) => "Leave out the characters that are no text.",
        ChannelKind.Slack or ChannelKind.Discord or ChannelKind.Ping => ChannelTargetRules.UrlProblem(secret),
        ChannelKind.Apprise => secret.Length is 0 or > LongestAddresses ? "Give one address of apprise a line, such as tgram://token/chat." : null,
        _ when secret.Length > LongestSecret || secret.Any(char.IsControl) => $"Give at most {LongestSecret} characters on one line.",
        ChannelKind.Email when target.Email?.Username is not null && secret.Length == 0 => "Give the password of the mail server; or leave the user name out, if it wants no login.",
        ChannelKind.Email when target.Email?.Username is null && secret.Length > 0 => "Give the user name to log in with, too.",
        ChannelKind.Ntfy when !secret.All(char.IsAscii) || secret.Contains(' ') => "Give the token as ntfy shows it: tk_….",
        ChannelKind.Webhook when secret.Length is > 0 and < ShortestKey => $"Give at least {ShortestKey} characters, or none: then nothing is signed.",
        _ => null,
    };
}
