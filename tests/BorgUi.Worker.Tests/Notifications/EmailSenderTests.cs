using BorgUi.Contracts.Notifications;
using BorgUi.Core.Notifications;
using BorgUi.Testing.Sinks;

namespace BorgUi.Worker.Tests.Notifications;

public sealed class EmailSenderTests
{
    [Fact]
    public async Task A_mail_arrives_after_the_login_under_the_id_of_the_message()
    {
        await using var senders = new SenderHost();
        await using var sink = new SmtpSink();
        var message = SenderHost.Message(isRepeat: true);

        var result = await senders.SendAsync(ChannelKind.Email, Target(sink, "me"), "the password", message: message);

        Assert.Null(result.Error);
        Assert.Equal(["me the password"], sink.Logins);
        var mail = Assert.Single(sink.Taken);
        Assert.Contains($"Message-Id: <{message.Id:N}@borgui>", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: Backup of <documents> & @everyone failed", mail, StringComparison.Ordinal);
        Assert.Contains("X-BorgUi-Repeat: true", mail, StringComparison.Ordinal);
        Assert.Contains("The disk is full.", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("the password", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_refuses_is_said_and_a_server_without_tls_gets_nothing_when_tls_is_wanted()
    {
        await using var senders = new SenderHost();
        await using var sink = new SmtpSink(_ => true);

        var refused = await senders.SendAsync(ChannelKind.Email, Target(sink));
        var clear = await senders.SendAsync(ChannelKind.Email, new() { Email = Target(sink, "me").Email! with { Security = MailSecurity.StartTls } }, "the password");

        Assert.Equal(("The mail server answered 451: not now", false), (refused.Error, refused.MayHaveArrived));
        Assert.StartsWith("The mail server offers no STARTTLS", clear.Error, StringComparison.Ordinal);
        Assert.Empty(sink.Logins);
        Assert.Empty(sink.Taken);
    }

    private static ChannelTarget Target(SmtpSink sink, string? username = null) => new()
    {
        Email = new() { Host = "127.0.0.1", Port = sink.Port, Security = MailSecurity.None, Username = username, From = "borgui@example.org", To = ["a@example.org", "b@example.org"] },
    };
}
