using System.Net;
using System.Text.Json;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Pages;

/// <summary>The editor of channels, and the buttons of channels and messages.</summary>
public sealed class NotificationTests : IAsyncLifetime
{
    private readonly LoggedInSite _site = new();

    private FakeApi Api => _site.Site.Api;

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_form_sends_only_the_target_of_its_kind_and_no_secret_that_was_not_typed()
    {
        using var answer = await PostAsync("/notifications/new", "/notifications/new?kind=email", new()
        {
            ["Input.Kind"] = "Email", ["Input.Name"] = "me", ["Input.Email.Host"] = "smtp.example.org", ["Input.Email.To"] = "a@example.org\r\nb@example.org", ["Input.Email.Security"] = "Tls",
            ["Input.FollowsSettings"] = "false", ["Input.Events"] = "BackupFailure", ["Input.QuietHours.From"] = "22:00", ["Input.QuietHours.To"] = "06:00", ["Input.Digest"] = "Daily",
        });

        Assert.Equal($"/notifications/{SampleNotifications.MailId}", answer.Headers.Location?.OriginalString);
        var body = JsonElement.Parse(Api.LastBody!);
        Assert.Equal(("email", "daily"), (body.GetProperty("kind").GetString(), body.GetProperty("digest").GetString()));
        Assert.Equal("""["a@example.org","b@example.org"]""", body.GetProperty("email").GetProperty("to").GetRawText());
        Assert.Equal("""["backup_failure"]""", body.GetProperty("events").GetRawText());
        Assert.Equal("22:00", body.GetProperty("quiet_hours").GetProperty("from").GetString());
        Assert.DoesNotContain(body.EnumerateObject(), field => field.Name is "secret" or "ntfy" or "webhook" or "plan_ids");
    }

    [Fact]
    public async Task What_the_api_finds_wrong_stands_beside_its_field()
    {
        Api.Refusal = Microsoft.AspNetCore.Http.Results.ValidationProblem(new Dictionary<string, string[]>
        {
            ["email.host"] = ["Give the name of the mail server."], ["secret"] = ["Give the password."], ["quiet_hours"] = ["Give two times."],
        });

        using var answer = await PostAsync("/notifications/new", "/notifications/new?kind=email", new() { ["Input.Kind"] = "Email", ["Input.Secret"] = "the-secret-that-was-typed" });

        var page = await answer.Content.ReadAsStringAsync();
        foreach (var (field, words) in new[] { ("Email.Host", "Give the name of the mail server."), ("Secret", "Give the password."), ("QuietHours", "Give two times.") })
        {
            Assert.Matches($"data-valmsg-for=\"Input.{field.Replace(".", "\\.", StringComparison.Ordinal)}\"[^>]*>{words}", page);
        }

        Assert.DoesNotContain("the-secret-that-was-typed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_shows_what_the_target_said()
    {
        using var answer = await PostAsync($"/notifications/{SampleNotifications.MailId}?handler=Test", $"/notifications/{SampleNotifications.MailId}", []);

        var part = await answer.Content.ReadAsStringAsync();
        Assert.Contains("The target answered 404.", part, StringComparison.Ordinal);
        Assert.Contains("404 &lt;no&gt; such hook", part, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/notifications?handler=Switch&id={mail}&enable=false", "POST /api/notifications/channels/{mail}/disable")]
    [InlineData("/notifications?handler=Retry&id={failed}", "POST /api/notifications/deliveries/{failed}/retry")]
    [InlineData("/notifications/{mail}?handler=Delete", "DELETE /api/notifications/channels/{mail}")]
    public async Task The_buttons_ask_the_api(string address, string request)
    {
        static string Fill(string text) => text.Replace("{mail}", $"{SampleNotifications.MailId}", StringComparison.Ordinal).Replace("{failed}", $"{SampleNotifications.FailedDeliveryId}", StringComparison.Ordinal);
        using var answer = await PostAsync(Fill(address), "/notifications", []);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(Fill(request), Api.Requests);
    }

    [Fact]
    public async Task The_settings_of_the_notifications_leave_the_others_as_they_are_and_the_others_leave_them()
    {
        using var ours = await PostAsync("/notifications/defaults", "/notifications/defaults", new() { ["Input.Events"] = "BackupSuccess", ["Input.DeliveryDaysKept"] = "30", ["Input.PublicUrl"] = "https://backup.example.org" });
        var body = JsonElement.Parse(Api.LastBody!);
        Assert.Equal(42, body.GetProperty("history").GetProperty("log_jobs_kept").GetInt32());
        var saved = body.GetProperty("notifications");
        Assert.Equal((true, false, 30), (saved.GetProperty("notify_on_backup_success").GetBoolean(), saved.GetProperty("notify_on_backup_failure").GetBoolean(), saved.GetProperty("delivery_days_kept").GetInt32()));

        using var theirs = await PostAsync("/settings", "/settings", new() { ["Input.History.LogJobsKept"] = "7" });
        body = JsonElement.Parse(Api.LastBody!);
        Assert.Equal((7, true), (body.GetProperty("history").GetProperty("log_jobs_kept").GetInt32(), body.GetProperty("notifications").GetProperty("notify_on_backup_failure").GetBoolean()));
    }

    private Task<HttpResponseMessage> PostAsync(string address, string page, Dictionary<string, string> fields) => WebSite.PostAsync(_site.Browser, address, page, fields);
}
