using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using BorgUi.Contracts.Maintenance;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Pages;

/// <summary>The editor of schedules, and the buttons of schedules and maintenance.</summary>
public sealed class ScheduleTests : IAsyncLifetime
{
    private readonly LoggedInSite _site = new();

    private FakeApi Api => _site.Site.Api;

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_editor_writes_the_expression_of_each_rhythm()
    {
        (string Cron, string Fields)[] rhythms =
        [
            ("0 3 * * *", "Rhythm=Day&Time=03:00"),
            ("15 */6 * * *", "Rhythm=Hours&EveryHours=6&Minute=15"),
            ("0 * * * *", "Rhythm=Hours&EveryHours=1&Minute=0"),
            ("30 22 * * 0,5", "Rhythm=Week&Time=22:30&WeekDays=5&WeekDays=0"),
            ("5 4 31 * *", "Rhythm=Month&Time=04:05&MonthDay=31"),
            ("*/5 1 * 2 *", "Rhythm=Cron&CronExpression=*/5 1 * 2 *"),
        ];
        foreach (var (cron, fields) in rhythms)
        {
            using var answer = await PostAsync("/schedules/new", fields + "&Operation=Backup&TimeZone=Europe/Berlin");

            Assert.Equal($"/schedules/{SampleSchedules.NightlyId}", answer.Headers.Location?.OriginalString);
            var body = JsonElement.Parse(Api.LastBody!);
            Assert.Equal((cron, "Europe/Berlin", "backup"), (Text(body, "cron_expression"), Text(body, "time_zone"), Text(body, "operation")));
        }
    }

    [Fact]
    public async Task What_is_incomplete_is_left_for_the_api_to_refuse()
    {
        using var answer = await PostAsync("/schedules/new", "Rhythm=Week&Time=22:30&Operation=Backup");

        Assert.False(JsonElement.Parse(Api.LastBody!).TryGetProperty("cron_expression", out _));
    }

    [Fact]
    public async Task Blackout_windows_are_lines_and_come_back_as_they_were()
    {
        using var answer = await PostAsync("/schedules/new", "Rhythm=Day&Time=03:00&Operation=Backup&BlackoutWindows=monday, friday 08:00 - 18:00\r\n22:00-06:00");

        var windows = JsonElement.Parse(Api.LastBody!).GetProperty("blackout_windows");
        Assert.Equal("""[{"days":["monday","friday"],"from":"08:00","to":"18:00"},{"from":"22:00","to":"06:00"}]""", windows.GetRawText());
        Assert.Contains("monday,friday 08:00-18:00</textarea>", await _site.Browser.GetStringAsync($"/schedules/{SampleSchedules.NightlyId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_times_follow_what_is_typed_in_the_clock_of_the_zone_and_so_does_a_refusal()
    {
        using var answer = await PostAsync("/schedules/new?handler=Preview", "Rhythm=Day&Time=03:00&Operation=Backup&TimeZone=Europe/Berlin");
        Assert.Contains("Tue 1 Dec 2026, 03:00", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Api.Refusal = Microsoft.AspNetCore.Http.Results.ValidationProblem(new Dictionary<string, string[]> { ["cron_expression"] = ["This never fires."] });
        using var refused = await PostAsync("/schedules/new?handler=Preview", "Rhythm=Month&Time=03:00&MonthDay=31&Operation=Backup");
        Assert.Contains("This never fires.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/schedules?handler=Run&id={nightly}", "/schedules", "POST /api/scheduled-jobs/{nightly}/run-now")]
    [InlineData("/schedules?handler=Switch&id={nightly}&enable=false", "/schedules", "POST /api/scheduled-jobs/disable")]
    [InlineData("/schedules?handler=Switch&enable=true", "/schedules", "POST /api/scheduled-jobs/enable")]
    [InlineData("/schedules/{nightly}?handler=Delete", "/schedules/{nightly}", "DELETE /api/scheduled-jobs/{nightly}")]
    [InlineData("/schedules/{nightly}", "/schedules/{nightly}", "PUT /api/scheduled-jobs/{nightly}")]
    [InlineData("/maintenance?handler=Run&id={nightly}", "/maintenance", "POST /api/v1/maintenance/jobs/{nightly}/run")]
    [InlineData("/maintenance?handler=Switch&id={nightly}&enable=false", "/maintenance", "PATCH /api/v1/maintenance/jobs/{nightly}")]
    public async Task The_buttons_ask_the_api(string address, string page, string request)
    {
        static string Fill(string text) => text.Replace("{nightly}", SampleSchedules.NightlyId.ToString(), StringComparison.Ordinal);
        using var answer = await WebSite.PostAsync(_site.Browser, Fill(address), Fill(page), []);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(Fill(request), Api.Requests);
    }

    [Fact]
    public async Task Maintenance_that_deletes_archives_is_asked_about_first()
    {
        var page = await _site.Browser.GetStringAsync(new Uri("/maintenance", UriKind.Relative));

        Assert.Equal(Enum.GetValues<MaintenanceJobType>().Length - 1, Regex.Count(page, "<form[^>]*handler=Run[^>]*>\\s*<button"));
        var prune = Assert.Single(Regex.Matches(page, "data-opens=\"run-([0-9a-f-]+)\"")).Groups[1].Value;
        Assert.Contains($"id=\"run-{prune}\"", page, StringComparison.Ordinal);
        Assert.Contains($"data-opens=\"enable-{prune}\"", page, StringComparison.Ordinal);
        Assert.Contains("Prune all plans now?", page, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string address, string fields)
    {
        var pairs = fields.Split('&').Select(pair => pair.Split('=', 2)).GroupBy(pair => pair[0]);
        return WebSite.PostAsync(_site.Browser, address, "/schedules/new", pairs.SelectMany(Numbered).ToDictionary(pair => pair.Key, pair => pair.Value));
    }

    // A field that is there several times is a list with places.
    private static IEnumerable<KeyValuePair<string, string>> Numbered(IGrouping<string, string[]> pair) => pair.Count() == 1
        ? [KeyValuePair.Create($"Input.{pair.Key}", pair.Single()[1])]
        : pair.Select((one, i) => KeyValuePair.Create($"Input.{pair.Key}[{i}]", one[1]));

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
