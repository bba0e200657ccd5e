using System.Net;
using BorgUi.Web.Pages.Archives;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Pages;

/// <summary>The two operations that begin with a dry run.</summary>
public sealed class RestoreAndPruneTests : IAsyncLifetime
{
    private readonly LoggedInSite _site = new();

    private FakeApi Api => _site.Site.Api;

    private HttpClient Browser => _site.Browser;

    // The sample's operations are on its first repository.
    private string Prune => $"/repositories/{Api.Sample.Repositories[0].Id}/prune";

    private string Restore => _site.Fill("/archives/{archive}/restore");

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/home//anna/./letters/", "home/anna/letters")]
    [InlineData("home/anna", "home/anna")]
    [InlineData("./a ", "a ")]
    [InlineData("home/../etc", "home/../etc")]
    [InlineData("/", "")]
    public void A_path_is_written_as_archives_hold_it(string typed, string stored) => Assert.Equal(stored, StoredPath.Of(typed));

    [Fact]
    public async Task A_restore_is_asked_for_as_the_form_says()
    {
        using var answer = await WebSite.PostAsync(Browser, Restore, Restore, new()
        {
            ["Input.Everything"] = "false",
            ["Input.Paths"] = "/home/anna/\r\n\r\n\"home/two\\nlines\"",
            ["Input.ToOriginalPlace"] = "false",
            ["Input.Destination"] = "/srv/restored",
            ["Input.Overwrite"] = "IfNewer",
            ["Input.StripComponents"] = "1",
            ["dryRun"] = "true",
        });

        Assert.Equal($"/jobs/{Sample.RunningJobId}", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"destination":"/srv/restored","paths":["home/anna","home/two\nlines"],"overwrite":"if_newer","dry_run":true,"strip_components":1}""", Api.LastBody);
    }

    [Fact]
    public async Task The_original_place_is_below_the_root_and_everything_has_no_paths()
    {
        using var answer = await WebSite.PostAsync(Browser, Restore, Restore, new()
        {
            ["Input.Everything"] = "true",
            ["Input.Paths"] = "left/from/before",
            ["Input.ToOriginalPlace"] = "true",
            ["Input.Overwrite"] = "Never",
        });

        Assert.Equal("""{"destination":"/","overwrite":"never","dry_run":false}""", Api.LastBody);
    }

    [Theory]
    [InlineData("Input.Everything", "false", "Give at least one path")]
    [InlineData("Input.StripComponents", "2", "At its original place a file keeps its whole path")]
    [InlineData("Input.StripComponents", "many", "is not valid")]
    public async Task What_would_mean_something_else_is_not_sent(string field, string value, string words)
    {
        using var answer = await WebSite.PostAsync(Browser, Restore, Restore, new() { ["Input.ToOriginalPlace"] = "true", [field] = value });

        Assert.Contains(words, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Null(Api.LastBody);
    }

    [Fact]
    public async Task From_a_dry_run_the_same_restore_is_filled_in()
    {
        var html = WebUtility.HtmlDecode(await Browser.GetStringAsync($"{Restore}?job={SampleOperations.Id(6)}"));

        Assert.Contains("home/anna/<b>raw</b>\n\"home/two\\nlines\"</textarea>", html, StringComparison.Ordinal);
        Assert.Contains("value=\"/srv/restored\"", html, StringComparison.Ordinal);
        Assert.Matches("checked=\"checked\"[^>]*value=\"IfNewer\"|value=\"IfNewer\"[^>]*checked=\"checked\"", html);
    }

    [Fact]
    public async Task A_prune_begins_with_a_dry_run_of_the_rules_of_the_form()
    {
        using var answer = await WebSite.PostAsync(Browser, Prune, Prune, new()
        {
            ["Input.Series"] = "Names",
            ["Input.PlanId"] = Api.Sample.Plans[0].Id.ToString(),
            ["Input.ArchiveGlob"] = " web-* ",
            ["Input.KeepDaily"] = "7",
            ["Input.KeepWithin"] = "",
        });

        Assert.Equal($"/jobs/{Sample.RunningJobId}", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"keep_daily":7,"archive_glob":"web-*","dry_run":true}""", Api.LastBody);
    }

    [Fact]
    public async Task Prune_now_sends_what_the_dry_run_was_asked_without_the_dry_run()
    {
        using var answer = await WebSite.PostAsync(Browser, $"{Prune}?handler=Now&job={SampleOperations.DryPruneId}", $"/jobs/{SampleOperations.DryPruneId}", []);

        Assert.Equal($"/jobs/{Sample.RunningJobId}", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"keep_daily":1,"keep_weekly":4,"archive_glob":"home-*","dry_run":false}""", Api.LastBody);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(99)]
    public async Task Prune_now_takes_no_other_job_for_its_dry_run(int job)
    {
        using var answer = await WebSite.PostAsync(Browser, $"{Prune}?handler=Now&job={SampleOperations.Id(job)}", Prune, []);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(Api.LastBody);
    }

    [Fact]
    public async Task The_rules_of_a_dry_run_can_be_changed()
    {
        var html = await Browser.GetStringAsync($"{Prune}?job={SampleOperations.DryPruneId}");

        Assert.Matches("name=\"Input.KeepWeekly\"[^>]*value=\"4\"", html);
        Assert.Matches("name=\"Input.ArchiveGlob\"[^>]*value=\"home-\\*\"", html);
    }
}
