using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Notifications;
using BorgUi.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Notifications;

public sealed class ChannelTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private const string Secret = "a-secret-that-never-comes-back";

    [Fact]
    public async Task A_channel_is_made_changed_switched_and_deleted_and_its_secret_never_comes_back()
    {
        var admin = await api.AsAsync(Roles.Admin);
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync());
        var made = await CreateAsync(Mail() with
        {
            Secret = Secret, Events = [NotificationEvent.BackupFailure], PlanIds = [plan.PlanId], QuietHours = new() { From = "22:00", To = "06:30", FailuresPass = true },
            TimeZone = "Europe/Berlin", Digest = DigestPeriod.Weekly, DigestAt = "08:15",
        });

        Assert.Equal((true, false, "Europe/Berlin", DigestPeriod.Weekly, "08:15"), (made.HasSecret, made.FollowsSettings, made.TimeZone, made.Digest, made.DigestAt));
        Assert.Equal((587, MailSecurity.StartTls), (made.Email!.Port, made.Email.Security));
        Assert.Equal(new QuietHours { From = "22:00", To = "06:30", FailuresPass = true }, made.QuietHours);
        Assert.Equal([plan.PlanId], made.PlanIds);

        using var changed = await admin.SendJsonAsync(HttpMethod.Put, Address(made), System.Text.Json.JsonSerializer.Serialize(Mail() with { Name = made.Name, Enabled = false }, HttpJson.Options));
        var after = await changed.ReadAsync<ChannelResponse>(HttpStatusCode.OK);
        Assert.Equal((true, true, false), (after.HasSecret, after.FollowsSettings, after.Enabled));
        Assert.Contains(NotificationEvent.WorkerLost, after.Events);
        Assert.DoesNotContain(NotificationEvent.BackupSuccess, after.Events);
        Assert.Null(after.QuietHours);

        using var enabled = await admin.PostAsync($"{Address(made)}/enable");
        Assert.Equal(HttpStatusCode.NoContent, enabled.StatusCode);
        Assert.True((await admin.GetAsync<ChannelResponse>(Address(made))).Enabled);
        var text = await admin.GetStringAsync(new Uri("/api/notifications/channels", UriKind.Relative));
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);

        using var gone = await admin.RemoveAsync(Address(made));
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using var again = await admin.RemoveAsync(Address(made));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_secret_does_not_go_to_another_server_unless_it_is_given_again()
    {
        var admin = await api.AsAsync(Roles.Admin);
        var made = await CreateAsync(Mail() with { Secret = Secret });
        var moved = Mail() with { Name = made.Name, Email = Mail().Email! with { Host = "evil.example.org" } };

        using var refused = await admin.SendJsonAsync(HttpMethod.Put, Address(made), System.Text.Json.JsonSerializer.Serialize(moved, HttpJson.Options));
        using var allowed = await admin.SendJsonAsync(HttpMethod.Put, Address(made), System.Text.Json.JsonSerializer.Serialize(moved with { Secret = "another" }, HttpJson.Options));

        Assert.Equal(["secret"], await refused.ReadErrorFieldsAsync());
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [Theory]
    [InlineData("""{ "name": "x" }""", "kind")]
    [InlineData("""{ "name": "x", "kind": "email" }""", "email.from", "email.host", "email.to")]
    [InlineData("""{ "name": "x", "kind": "email", "email": { "host": "mail.example.org", "port": 0, "from": "a b@example.org", "to": ["x@example.org", "y"], "username": "me" } }""", "email.from", "email.port", "email.to", "secret")]
    [InlineData("""{ "kind": "slack", "secret": "file:///etc/passwd" }""", "name", "secret")]
    [InlineData("""{ "name": "x", "kind": "discord", "secret": "https://me:word@example.org" }""", "secret")]
    [InlineData("""{ "name": "x", "kind": "ntfy", "ntfy": { "server": "ntfy.sh", "topic": "a/b" } }""", "ntfy.server", "ntfy.topic")]
    [InlineData("""{ "name": "x", "kind": "webhook", "webhook": { "url": "https://example.org", "template": "{{titel}}" }, "secret": "short" }""", "secret", "webhook.template")]
    [InlineData("""{ "name": "x", "kind": "ping", "webhook": { "url": "https://example.org" } }""", "secret", "webhook")]
    [InlineData("""{ "name": "x", "kind": "apprise", "secret": "  " }""", "secret")]
    [InlineData("""{ "name": "x", "kind": "slack", "secret": "https://example.org", "events": ["test"], "plan_ids": [], "time_zone": "Mars/Base", "quiet_hours": { "from": "7", "to": "8" }, "digest_at": "25:00" }""", "digest_at", "events", "plan_ids", "quiet_hours", "time_zone")]
    [InlineData("""{ "name": "x", "kind": "slack", "secret": "https://example.org", "plan_ids": ["00000000-0000-7000-8000-00000000ffff"] }""", "plan_ids")]
    public async Task What_is_wrong_is_named_by_its_field(string body, params string[] fields)
    {
        using var refused = await (await api.AsAsync(Roles.Admin)).SendJsonAsync(HttpMethod.Post, "/api/notifications/channels", body);

        Assert.Equal(fields, await refused.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task A_name_is_taken_once_and_the_kind_stays()
    {
        var admin = await api.AsAsync(Roles.Admin);
        var made = await CreateAsync(Slack());

        using var second = await admin.PostJsonAsync("/api/notifications/channels", Slack() with { Name = made.Name });
        using var other = await admin.SendJsonAsync(HttpMethod.Put, Address(made), """{ "name": "x", "kind": "discord" }""");

        Assert.Equal(["name"], await second.ReadErrorFieldsAsync(HttpStatusCode.Conflict));
        Assert.Equal(["kind"], await other.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task A_test_answers_what_the_target_said_and_stands_in_the_log_from_which_a_failed_one_is_sent_again()
    {
        var admin = await api.AsAsync(Roles.Admin);
        var channel = await CreateAsync(Slack() with { Enabled = false });

        var testing = admin.PostAsync($"{Address(channel)}/test");
        var claim = await ClaimAsync();
        await Outbox.GiveUpAsync(claim, "The target answered 404.", "404 no such hook", mayHaveArrived: false, default);
        using var tested = await testing;

        var result = await tested.ReadAsync<ChannelTestResult>(HttpStatusCode.OK);
        Assert.Equal((claim.Id, DeliveryState.Failed, "The target answered 404.", "404 no such hook"), (result.DeliveryId, result.State, result.Error, result.Answer));
        var logged = Assert.Single((await admin.GetAsync<Page<DeliveryResponse>>($"/api/notifications/deliveries?channel_id={channel.Id}&state=failed")).Items);
        Assert.Equal(("BorgUi can reach you here", 1, channel.Name), (logged.Title, logged.Attempts, logged.Channel));
        Assert.Equal("The target answered 404.", (await admin.GetAsync<ChannelResponse>(Address(channel))).LastError);

        using var retried = await admin.PostAsync($"/api/notifications/deliveries/{logged.Id}/retry");
        Assert.Equal(HttpStatusCode.Accepted, retried.StatusCode);
        await Outbox.DeliveredAsync(await ClaimAsync(), "ok", default);
        using var late = await admin.PostAsync($"/api/notifications/deliveries/{logged.Id}/retry");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Empty((await admin.GetAsync<Page<DeliveryResponse>>($"/api/notifications/deliveries?channel_id={channel.Id}&state=failed&state=pending")).Items);
    }

    [Fact]
    public async Task The_settings_have_the_defaults_that_they_promise()
    {
        var settings = (await (await api.AsAsync(Roles.Admin)).GetAsync<System.Text.Json.JsonElement>("/api/settings")).GetProperty("notifications");

        Assert.Equal(
            ["backup_start", "backup_success", "check_start", "check_success", "restore_start", "restore_success"],
            settings.EnumerateObject().Where(one => one.Name.StartsWith("notify_on_", StringComparison.Ordinal) && !one.Value.GetBoolean()).Select(one => one.Name["notify_on_".Length..]).Order());
        using var refused = await (await api.AsAsync(Roles.Admin)).SendJsonAsync(HttpMethod.Put, "/api/settings", """{ "notifications": { "public_url": "backup.example.org", "delivery_days_kept": 0 } }""");
        Assert.Equal(["notifications.delivery_days_kept", "notifications.public_url"], await refused.ReadErrorFieldsAsync());
    }

    private NotificationOutbox Outbox => api.Services.GetRequiredService<NotificationOutbox>();

    private async Task<ClaimedDelivery> ClaimAsync()
    {
        ClaimedDelivery? claim = null;
        await Eventually.HoldsAsync(async () => (claim = await Outbox.ClaimAsync(TimeSpan.FromMinutes(1), TimeSpan.Zero, Enum.GetValues<ChannelKind>(), default)) is not null);
        return claim!;
    }

    private async Task<ChannelResponse> CreateAsync(SaveChannelRequest channel)
    {
        using var made = await (await api.AsAsync(Roles.Admin)).PostJsonAsync("/api/notifications/channels", channel with { Name = $"channel {Guid.NewGuid():N}" });
        return await made.ReadAsync<ChannelResponse>(HttpStatusCode.Created);
    }

    private static string Address(ChannelResponse channel) => $"/api/notifications/channels/{channel.Id}";

    private static SaveChannelRequest Slack() => new() { Kind = ChannelKind.Slack, Secret = "https://hooks.example.org/services/T/B/x" };

    private static SaveChannelRequest Mail() => new()
    {
        Kind = ChannelKind.Email, Email = new() { Host = "mail.example.org", Username = "me", From = "borgui@example.org", To = ["a@example.org"] },
    };
}
