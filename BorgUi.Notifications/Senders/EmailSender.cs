using System.Net.Sockets;
using BorgUi.Contracts.Notifications;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BorgUi.Notifications.Senders;

/// <summary>Mail by SMTP; the password is the channel's secret.</summary>
internal sealed class EmailSender : INotificationSender
{
    public async Task<SendResult> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        var target = request.Target.Email!;
        using var message = MessageOf(target, request.Message);
        using var client = new SmtpClient();
        var (isSending, answer) = (false, (string?)null);
        try
        {
            await client.ConnectAsync(target.Host!, target.Port!.Value, SecurityOf(target.Security!.Value), cancellationToken);
            if (target.Username is { } username)
            {
                await client.AuthenticateAsync(username, request.Secret ?? "", cancellationToken);
            }

            isSending = true;
            answer = await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
            return SendResult.Sent(answer);
        }
        catch (Exception) when (answer is not null)
        {
            // The mail is away; only the farewell failed.
            return SendResult.Sent(answer);
        }
        catch (AuthenticationException)
        {
            return new("The mail server refused the login; check user name and password.");
        }
        catch (SmtpCommandException error)
        {
            return new($"The mail server answered {(int)error.StatusCode}: {error.Message}");
        }
        catch (SslHandshakeException)
        {
            return new("No TLS with the mail server: its certificate is not trusted here, or it speaks no TLS at this port.");
        }
        catch (NotSupportedException)
        {
            return new("The mail server offers no STARTTLS, or no login that is possible here; choose another security or port.");
        }
        catch (Exception error) when (error is ProtocolException or IOException or SocketException)
        {
            return new($"The mail server could not be spoken to: {error.Message}") { MayHaveArrived = isSending };
        }
    }

    internal static MimeMessage MessageOf(EmailTarget target, NotificationMessage message)
    {
        var mail = new MimeMessage
        {
            Subject = message.Title,
            // The same in each attempt: mail programs show a repetition once.
            MessageId = $"{message.Id:N}@borgui",
            Date = message.OccurredAt,
            Body = new TextPart("plain") { Text = $"{message.Title}\n\n{message.TextWithLink}\n" },
        };
        mail.From.Add(MailboxAddress.Parse(target.From!));
        mail.To.AddRange(target.To!.Select(MailboxAddress.Parse));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.IsRepeat)
        {
            mail.Headers.Add("X-BorgUi-Repeat", "true");
        }

        return mail;
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
