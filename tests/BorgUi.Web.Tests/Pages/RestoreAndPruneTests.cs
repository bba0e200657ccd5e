using System.Net;
using BorgUi.Web.Pages.Archives;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Pages;

/// <summary>The two operations of which one sees first what they would do.</summary>
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
    public async Task Where_another_site_can_reach_the_repository_one_chooses_on_which_machine_the_files_land()
    {
        var html = WebUtility.HtmlDecode(await Browser.GetStringAsync(Restore));
        using var answer = await WebSite.PostAsync(Browser, Restore, Restore, new() { ["Input.ToOriginalPlace"] = "true", ["Input.Site"] = Sample.LongName });

        Assert.Matches("value=\"default\" checked=\"checked\"", html);
        Assert.Matches($"value=\"{Sample.LongName}\">.*the files land on the machine of {Sample.LongName}-4711, which is not heard of now", html);
        Assert.Contains("An absolute path on the machine chosen above", html, StringComparison.Ordinal);
        Assert.Equal($$"""{"destination":"/","overwrite":"never","dry_run":false,"site":"{{Sample.LongName}}"}""", Api.LastBody);
    }

    [Fact]
    public async Task A_repository_that_is_a_folder_leaves_no_choice()
    {
        var archive = Api.Sample.Archives.First(one => Api.Sample.Repositories.First(repository => repository.Id == one.RepositoryId).Location.StartsWith('/'));

        var html = WebUtility.HtmlDecode(await Browser.GetStringAsync($"/archives/{archive.Id}/restore"));

        Assert.DoesNotContain("On which machine?", html, StringComparison.Ordinal);
        Assert.Contains("An absolute path on the machine of the repository's site", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_of_a_restore_names_what_failed_first_and_leads_to_all_of_it()
    {
        var job = SampleOperations.Id(6);

        var page = await Browser.GetStringAsync($"/jobs/{job}");
        var report = await Browser.GetStringAsync($"/jobs/{job}?handler=Report");
        var file = await Browser.GetStringAsync($"/jobs/{job}?handler=ReportFile");

        Assert.Contains($"hx-get=\"/jobs/{job}?handler=Report\"", page, StringComparison.Ordinal);
        Assert.InRange(report.IndexOf("home/&lt;b&gt;broken&lt;/b&gt;", StringComparison.Ordinal), 1, report.IndexOf("home/kept", StringComparison.Ordinal));
        Assert.Contains($"/jobs/{job}?handler=ReportFile", WebUtility.HtmlDecode(report), StringComparison.Ordinal);
        Assert.StartsWith("outcome,path", file, StringComparison.Ordinal);
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
    public async Task A_prune_is_started_with_the_rules_of_the_form()
    {
        using var answer = await WebSite.PostAsync(Browser, Prune, Prune, new()
        {
            ["Input.Series"] = "Names",
            ["Input.PlanId"] = Api.Sample.Plans[0].Id.ToString(),
            ["Input.ArchiveGlob"] = " web-* ",
            ["Input.Rules.KeepDaily"] = "7",
            ["Input.Rules.KeepWithin"] = "",
            ["Input.Rules.TimeZone"] = "Europe/Berlin ",
        });

        Assert.Equal($"/jobs/{Sample.RunningJobId}", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"keep_daily":7,"time_zone":"Europe/Berlin","archive_glob":"web-*","dry_run":false}""", Api.LastBody);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_hold_is_shown_where_one_prunes_and_leads_to_the_plan(int repository, bool isHeld)
    {
        var (plan, address) = (Api.Sample.Plans[0], $"/repositories/{Api.Sample.Repositories[repository].Id}");

        foreach (var page in (string[])[address, $"{address}?handler=State", $"{address}/prune"])
        {
            var html = await Browser.GetStringAsync(page);
            Assert.Equal(isHeld, html.Contains($"Prunes are held until somebody has looked at an unusual backup of {plan.Name}", StringComparison.Ordinal));
            Assert.Equal(isHeld, html.Contains($"href=\"/plans/{plan.Id}\">Look at it", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_prune_that_deletes_most_of_the_archives_wants_a_yes()
    {
        var form = new Dictionary<string, string> { ["Input.Series"] = "Plan", ["Input.PlanId"] = Api.Sample.Plans[0].Id.ToString(), ["Input.Rules.KeepLast"] = "1" };

        using var asked = await WebSite.PostAsync(Browser, Prune, Prune, form);
        var html = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync());
        Assert.Contains("These rules delete 23 of 24 archives, more than half at once. Say yes to it below", html, StringComparison.Ordinal);
        Assert.Matches("name=\"Input.Agreed\"[^>]*required", html);
        Assert.Null(Api.LastBody);

        using var agreed = await WebSite.PostAsync(Browser, Prune, Prune, new(form) { ["Input.Agreed"] = "true" });
        Assert.Equal($"/jobs/{Sample.RunningJobId}", agreed.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task While_rules_are_typed_the_preview_alone_follows_and_compares()
    {
        using var answer = await WebSite.PostAsync(Browser, $"{Prune}?handler=Preview", Prune, new()
        {
            ["Input.Series"] = "Names", ["Input.ArchiveGlob"] = "*", ["Input.Rules.KeepLast"] = "20", ["Input.Compares"] = "true", ["Input.Against.KeepLast"] = "22",
        });

        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.StartsWith("<section class=\"card\" id=\"prune-preview\"", html.TrimStart(), StringComparison.Ordinal);
        Assert.Equal((20, 22), (Api.LastPreview!.Rules!.KeepLast, Api.LastPreview.Against!.KeepLast));
        Assert.Contains("Where they differ, 2 archives", html, StringComparison.Ordinal);
        Assert.Contains("kept, secondly #22", html, StringComparison.Ordinal);
        Assert.Contains("Prune now: delete 4 archives", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.Agreed", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Rules.KeepWithin", "0d", "Give a number above 0")]
    [InlineData("Input.Rules.KeepDaily", "many", "give whole numbers")]
    [InlineData("Input.Series", "Plan", "Choose the plan")]
    public async Task A_preview_says_what_is_wrong_with_half_typed_rules(string field, string value, string words)
    {
        using var answer = await WebSite.PostAsync(Browser, $"{Prune}?handler=Preview", Prune, new() { ["Input.Series"] = "Names", ["Input.ArchiveGlob"] = "*", [field] = value });

        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rules_of_the_plan_are_filled_in()
    {
        var plan = Api.Sample.Plans.First(one => one.Retention is not null);

        var html = await Browser.GetStringAsync($"/repositories/{plan.RepositoryId}/prune?plan={plan.Id}");

        Assert.Matches($"name=\"Input.Rules.KeepDaily\"[^>]*value=\"{plan.Retention!.KeepDaily}\"", html);
        Assert.Equal(plan.Id, Api.LastPreview!.PlanId);
    }

    [Fact]
    public async Task An_archive_is_pinned_and_unpinned_where_it_stands()
    {
        var archive = _site.Fill("/archives/{archive}");

        using var pinned = await WebSite.PostAsync(Browser, $"{archive}?handler=Pin", archive, new() { ["pinned"] = "true" });

        Assert.Equal(HttpStatusCode.Redirect, pinned.StatusCode);
        Assert.Contains(Api.Requests, request => request.StartsWith($"PATCH /api{archive}", StringComparison.Ordinal));
        Assert.Contains("Unpin", await Browser.GetStringAsync("/archives"), StringComparison.Ordinal);
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

        Assert.Matches("name=\"Input.Rules.KeepWeekly\"[^>]*value=\"4\"", html);
        Assert.Matches("name=\"Input.ArchiveGlob\"[^>]*value=\"home-\\*\"", html);
    }
}
