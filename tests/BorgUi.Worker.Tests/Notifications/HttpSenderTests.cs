using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Notifications;
using BorgUi.Testing.Sinks;
using BorgUi.Notifications.Senders;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Worker.Tests.Notifications;

public sealed class HttpSenderTests : IAsyncLifetime
{
    private readonly SenderHost _senders = new();
    private HttpSink _sink = null!;

    public async Task InitializeAsync() => _sink = await HttpSink.StartAsync(AnswerAsync);

    public async Task DisposeAsync()
    {
        await _sink.DisposeAsync();
        await _senders.DisposeAsync();
    }

    [Fact]
    public async Task Slack_gets_its_signs_escaped()
    {
        var body = await SentAsync(ChannelKind.Slack, secret: $"{_sink.Address}/ok");

        Assert.Equal("*Backup of &lt;documents&gt; &amp; @everyone failed*", body.GetProperty("text").GetString());
        var attachment = body.GetProperty("attachments")[0];
        Assert.Equal(("danger", $"https://backup.example.org/jobs/{SenderHost.Failure.JobId}"), (attachment.GetProperty("color").GetString(), attachment.GetProperty("title_link").GetString()));
    }

    [Fact]
    public async Task Discord_calls_nobody_by_a_name()
    {
        var body = await SentAsync(ChannelKind.Discord, secret: $"{_sink.Address}/ok");

        Assert.Equal(0, body.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength());
        Assert.Equal("Backup of <documents> & @everyone failed", body.GetProperty("embeds")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task Ntfy_gets_topic_priority_and_token()
    {
        var body = await SentAsync(ChannelKind.Ntfy, new() { Ntfy = new() { Server = $"{_sink.Address}/ok", Topic = "backups" } }, "tk_secret");

        Assert.Equal(("backups", 4), (body.GetProperty("topic").GetString(), body.GetProperty("priority").GetInt32()));
        Assert.Equal("Bearer tk_secret", _sink.Taken.Single().Header("Authorization"));
    }

    [Fact]
    public async Task A_webhook_gets_all_that_is_known_signed_and_under_the_id_of_the_message()
    {
        var message = SenderHost.Message(isRepeat: true);
        Assert.Null((await _senders.SendAsync(ChannelKind.Webhook, new() { Webhook = new() { Url = $"{_sink.Address}/ok" } }, "a signing key", message: message)).Error);

        var request = _sink.Taken.Single();
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal((message.Id.ToString(), "backup_failure", "failure", true), (body.GetProperty("id").GetString(), body.GetProperty("event").GetString(), body.GetProperty("severity").GetString(), body.GetProperty("is_repeat").GetBoolean()));
        Assert.Equal("The disk is full.", body.GetProperty("facts").GetProperty("error_message").GetString());
        Assert.Equal((message.Id.ToString(), "true"), (request.Header("Idempotency-Key"), request.Header("X-BorgUi-Repeat")));
        Assert.Equal(WebhookSender.Signature("a signing key", request.Header(WebhookSender.TimestampHeader)!, request.Body), request.Header(WebhookSender.SignatureHeader));
    }

    [Fact]
    public void The_signature_is_the_hmac_of_timestamp_dot_body() =>
        // printf '1700000000.{}' | openssl dgst -sha256 -hmac key
        Assert.Equal(SignatureByHand, WebhookSender.Signature("key", "1700000000", "{}"));

    private const string SignatureByHand = "sha256=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae";

    [Fact]
    public async Task A_template_makes_the_body()
    {
        var body = await SentAsync(ChannelKind.Webhook, new() { Webhook = new() { Url = $"{_sink.Address}/ok", Template = """{"msg": "{{severity}}: {{title}}"}""" } });

        Assert.Equal("failure: Backup of <documents> & @everyone failed", body.GetProperty("msg").GetString());
        Assert.Null(_sink.Taken.Single().Header(WebhookSender.SignatureHeader));
    }

    [Theory]
    [InlineData(NotificationEvent.BackupStart, JobStatus.Running, "/start")]
    [InlineData(NotificationEvent.BackupSuccess, JobStatus.Completed, "")]
    [InlineData(NotificationEvent.BackupWarning, JobStatus.CompletedWithWarnings, "")]
    [InlineData(NotificationEvent.BackupFailure, JobStatus.Failed, "/fail")]
    [InlineData(NotificationEvent.Test, JobStatus.Failed, "/log")]
    public async Task A_ping_says_what_it_is_by_its_address(NotificationEvent happened, JobStatus status, string path)
    {
        var facts = SenderHost.Failure with { Status = status };
        Assert.Null((await _senders.SendAsync(ChannelKind.Ping, secret: $"{_sink.Address}/ok/?create=1", message: SenderHost.Message(facts, happened))).Error);

        Assert.Equal($"/ok{path}?create=1&rid={facts.JobId}", _sink.Taken.Single().Path);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_what_was_refused_says_so_without_the_secret()
    {
        var moved = await _senders.SendAsync(ChannelKind.Slack, secret: $"{_sink.Address}/redirect/very-secret-path");
        var refused = await _senders.SendAsync(ChannelKind.Slack, secret: $"{_sink.Address}/echo/very-secret-path");

        Assert.Equal("The target answered 302; redirects are not followed.", moved.Error);
        Assert.Equal(("The target answered 429.", "429 you asked for ***", TimeSpan.FromSeconds(7)), (refused.Error, refused.Answer, refused.RetryAfter));
        Assert.DoesNotContain(_sink.Seen, request => request.Path.StartsWith("/ok", StringComparison.Ordinal));
    }

    [Fact]
    public async Task This_machine_is_refused_unless_it_is_allowed_however_it_is_called()
    {
        var port = new Uri(_sink.Address).Port;
        foreach (var host in new[] { "127.0.0.1", "localhost", "[::ffff:127.0.0.1]" })
        {
            var refused = await _senders.SendAsync(ChannelKind.Slack, secret: $"http://{host}:{port}/ok", allowLocal: false);
            Assert.Contains("An administrator can allow such targets", refused.Error, StringComparison.Ordinal);
            Assert.False(refused.MayHaveArrived);
        }

        Assert.Empty(_sink.Seen);
    }

    [Fact]
    public async Task A_target_that_breaks_off_may_have_got_the_message_and_one_that_is_not_there_has_not()
    {
        var cut = await _senders.SendAsync(ChannelKind.Slack, secret: $"{_sink.Address}/abort");
        await using var gone = await HttpSink.StartAsync();
        var address = gone.Address;
        await gone.DisposeAsync();
        var nobody = await _senders.SendAsync(ChannelKind.Slack, secret: address);

        Assert.True(cut.MayHaveArrived);
        Assert.False(nobody.MayHaveArrived);
        Assert.StartsWith("The target could not be reached", nobody.Error, StringComparison.Ordinal);
    }

    private async Task<JsonElement> SentAsync(ChannelKind kind, BorgUi.Core.Notifications.ChannelTarget? target = null, string? secret = null)
    {
        Assert.Null((await _senders.SendAsync(kind, target, secret)).Error);
        return JsonDocument.Parse(_sink.Taken.Single().Body).RootElement;
    }

    private static Task AnswerAsync(HttpContext http, int number)
    {
        switch (http.Request.Path.Value!.Split('/')[1])
        {
            case "redirect":
                http.Response.Redirect("/ok");
                return Task.CompletedTask;
            case "echo":
                http.Response.StatusCode = 429;
                http.Response.Headers.RetryAfter = "7";
                return http.Response.WriteAsync($"you asked for {http.Request.Path}");
            case "abort":
                http.Abort();
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }
}
