using System.Net;
using System.Text.RegularExpressions;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Pages;

/// <summary>What the pages show of a busy installation; one site serves all these tests, they only read.</summary>
public sealed partial class PageTests(LoggedInSite site) : IClassFixture<LoggedInSite>
{
    public static TheoryData<string, string> Pages() => new()
    {
        { "/", "Is everything all right" },
        { "/?handler=Overview", "6 things need you." },
        { "/", "Next 24 hours" },
        { "/", "The backup of Photos is overdue" },
        { "/alarms", "say so on the plan" },
        { "/alarms?cleared=true", "Show those of now" },
        { "/alarms?handler=List", "is nearly full" },
        { "/plans", "Back up now" },
        { "/plans?handler=List", "Home directories" },
        { "/plans?freshness=NotFresh", "Photos" },
        { "/plans/{plan}", "the house is" },
        { "/plans/{plan}?handler=Freshness", "The last good backup is" },
        { "/plans/{plan}", "anna looked at it" },
        { "/plans/{plan}?handler=Backups", "full height" },
        { "/plans/{plan}?handler=Unusual", "4,200 of 184,000 files are gone; usually 0 to 30." },
        { "/plans/new", "Make the plan" },
        { "/plans/{plan}", "Save the plan" },
        { "/plans/{plan}", "Every day at 03:00" },
        { "/schedules", "The coming week" },
        { "/schedules?handler=List", "Every 6 hours at minute 15" },
        { "/schedules/new?plan={plan}", "Make the schedule" },
        { "/schedules/{schedule}", "Caught up, also for 2 due times before" },
        { "/maintenance", "ended without finishing it" },
        { "/maintenance/runs/{run}", "8.00 MiB, about 1,200 rows" },
        { "/maintenance/runs/{run}?handler=State", "12.3 MiB" },
        { "/settings", "value=\"42\"" },
        { "/notifications", "anna@example.org, ben@example.org" },
        { "/notifications?state=failed", "Given up after 57 attempts" },
        { "/notifications?handler=List", "4 attempts" },
        { "/notifications/new", "a topic of ntfy.sh" },
        { "/notifications/new?kind=Webhook", "X-BorgUi-Signature" },
        { "/notifications/{channel}", "kept as it is" },
        { "/notifications/defaults", "The usual events" },
        { "/repositories", "ssh://borg@tower.lan:22" },
        { "/repositories?handler=List", "usb disk in the cellar" },
        { "/repositories/new", "Add repository" },
        { "/repositories/new?import=true", "Add repository" },
        { "/repositories/{repository}", "Read archives now" },
        { "/repositories/{repository}/edit", "New passphrase" },
        { "/repositories/{damaged}", "The last check found damage" },
        { "/repositories/{damaged}?handler=State", "Exported" },
        { "/repositories/{checked}", "No damage" },
        { "/repositories/{checked}", "At this pace its disk is full on about" },
        { "/repositories/{repository}", "has left is not known" },
        { "/repositories/{repository}/check", "Verify the data too" },
        { "/repositories/{repository}/prune", "Choose the plan whose archives are meant" },
        { "/repositories/{checked}/prune", "Home directories" },
        { "/repositories/{repository}/prune?plan={plan}", "Month by month" },
        { "/plans/{plan}", "Preview retention" },
        { "/repositories/{repository}/passphrase", "The same passphrase again" },
        { "/repositories/{repository}/key", "The key was not exported yet" },
        { "/jobs", "about 43 %" },
        { "/jobs?status=failed&kind=backup&from=2024-01-01&to=2024-01-31&search=photos", "does not exist" },
        { "/jobs?handler=Active", "Writing files" },
        { "/jobs?handler=History", "Completed with warnings" },
        { "/jobs/{running}", "Cancel the job" },
        { "/jobs/{failed}", "See that the disk in the cellar is mounted" },
        { "/jobs/{failed}?handler=State", "Permission denied" },
        { "/jobs/{chain}", "To come" },
        { "/jobs/{chain}?handler=Chain", "Completed with warnings" },
        { "/archives", "home-" },
        { "/archives?handler=List", "home-" },
        { "/archives/{archive}", "Delete it for good" },
        { "/archives/{archive}/rename", "borg gives a renamed archive a new id" },
        { "/archives/{archive}/restore", "What if a file is there already?" },
        { "/archives/{archive}/restore?job={dry-restore}", "/srv/restored" },
        { "/archives/{older}", "What is gone since" },
        { "/archives/{archive}?handler=Index", "Index" },
        { "/archives/{archive}/files", "5 entries" },
        { "/archives/{archive}/files?path=home/nobody", "Not in this archive" },
        { "/archives/{older}/diff/{archive}", "in it: 12 files added" },
        { "/archives/{older}/diff/{archive}?change=removed&recursive=true", "Folder by folder" },
        { "/archives/{older}/diff/{archive}?handler=Rows", "size and time" },
        { "/repositories/{repository}/versions?path=home/anna/third.odt", "1.05 MiB more than before" },
        { "/repositories/{repository}/versions?path=home/nobody", "No archive holds it" },
        { "/files", "What are you looking for?" },
        { "/files?q=lines", "2 archives are not indexed yet" },
        { "/files?q=nobody", "Nothing found" },
        { "/archives/{older}/diff/{archive}", "borg itself compares the content of all files" },
        { "/archives/{archive}", "Compare with the files now" },
        { "/jobs/{compared}", "A part of it" },
        { "/jobs/{compared}?handler=Differences", "content and owner: 3 B new, 2 B gone" },
        { "/jobs/{compared}?handler=Differences&search=elsewhere", "No difference fits the filter." },
        { "/jobs/{compared}?handler=DifferenceRows&cursor=further", "cannot be compared by name" },
        { "/jobs/{dry-prune}", "Prune now" },
        { "/jobs/{dry-prune}?handler=State", "would be pruned" },
        { "/search", "by what they are called" },
        { "/search?q=home", "Home directories" },
        { "/search?q=script", "Back up now" },
        { "/search?q=nobody-is-called-that", "Nothing found" },
        { "/logs?search=denied", "<mark>DENIED</mark>" },
        { "/logs?handler=Lines", "/srv/photos" },
        { "/workers", "borg is not installed" },
        { "/workers?handler=List", "Last heard of" },
        { "/shell/running", "1 running" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_renders_what_the_api_tells(string address, string expected)
    {
        using var answer = await site.Browser.GetAsync(site.Fill(address));

        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(expected, html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_lets_a_name_become_markup_or_carries_anything_inline(string address, string expected)
    {
        Assert.NotEmpty(expected);
        var html = await site.Browser.GetStringAsync(site.Fill(address));

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>x</b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>data</i>", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<[^>]+\sstyle\s*=", html);
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)", html);
        Assert.DoesNotMatch(@"<[a-z][^>""]*(""[^""]*""[^>""]*)*\son[a-z]+\s*=", html);
    }

    [Fact]
    public async Task Every_address_of_ours_on_the_dashboard_leads_somewhere()
    {
        var html = await site.Browser.GetStringAsync("/");

        foreach (var address in Address().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups["to"].Value)).Distinct())
        {
            using var answer = await site.Browser.GetAsync(address);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{address} answers {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task The_search_shows_each_kind_that_has_finds_and_leads_to_the_rest_of_them()
    {
        var html = await site.Browser.GetStringAsync("/search?q=home");

        var heads = Heading().Matches(html).Select(match => match.Groups["words"].Value);
        Assert.Equal(["Plans", "Repositories", "Archives", "Files", "Jobs"], heads);
        Assert.Contains("href=\"/archives?search=home\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/jobs?from=2024-02-01&to=2024-01-01")]
    [InlineData("/jobs?from=2024-02-01&to=2024-01-01&handler=History")]
    public async Task What_cannot_be_looked_up_is_said_in_the_words_of_the_api(string address)
    {
        using var answer = await site.Browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("The end lies before the beginning; give a later time.", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/jobs\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/jobs/00000000-0000-7000-8000-00000000ffff")]
    [InlineData("/plans/00000000-0000-7000-8000-00000000ffff")]
    [InlineData("/repositories/00000000-0000-7000-8000-00000000ffff")]
    [InlineData("/repositories/00000000-0000-7000-8000-00000000ffff/check")]
    [InlineData("/repositories/00000000-0000-7000-8000-00000000ffff/prune")]
    [InlineData("/repositories/00000000-0000-7000-8000-00000000ffff/passphrase")]
    [InlineData("/repositories/00000000-0000-7000-8000-00000000ffff/key")]
    [InlineData("/archives/00000000-0000-7000-8000-00000000ffff")]
    [InlineData("/archives/00000000-0000-7000-8000-00000000ffff/rename")]
    [InlineData("/archives/00000000-0000-7000-8000-00000000ffff/restore")]
    [InlineData("/schedules/00000000-0000-7000-8000-00000000ffff")]
    [InlineData("/maintenance/runs/00000000-0000-7000-8000-00000000ffff")]
    [InlineData("/jobs/not-an-id")]
    [InlineData("/nothing-here")]
    public async Task What_is_not_there_is_said_on_a_page(string address)
    {
        using var answer = await site.Browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex("<h2>(?<words>[^<]+)</h2>\\s*<(a|span) class=\"(button|muted)")]
    private static partial Regex Heading();

    [GeneratedRegex("""(href|hx-get|src)="(?<to>[^"#]+)""")]
    private static partial Regex Address();
}
