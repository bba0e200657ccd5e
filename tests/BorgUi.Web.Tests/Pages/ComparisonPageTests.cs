using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Web.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Web.Tests.Pages;

/// <summary>From an archive to a comparison, and from what it found back to the file.</summary>
public sealed class ComparisonPageTests : IAsyncLifetime
{
    private readonly LoggedInSite _site = new();

    private FakeApi Api => _site.Site.Api;

    private HttpClient Browser => _site.Browser;

    private string Job => _site.Fill("/jobs/{compared}");

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Two_archives_are_compared_exactly_by_one_button_that_leads_to_the_job()
    {
        var page = _site.Fill("/archives/{older}/diff/{archive}");

        using var answer = await WebSite.PostAsync(Browser, $"{page}?handler=Exact", page, []);

        Assert.Equal($"/jobs/{Sample.RunningJobId}", answer.Headers.Location?.OriginalString);
        Assert.Contains($"POST /api{page}", Api.Requests);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task An_archive_is_compared_with_the_files_with_or_without_their_content(string content)
    {
        var page = _site.Fill("/archives/{archive}");

        using var answer = await WebSite.PostAsync(Browser, $"{page}?handler=CompareNow", page, new() { ["content"] = content });

        Assert.Equal($"/jobs/{Sample.RunningJobId}", answer.Headers.Location?.OriginalString);
        Assert.Equal($$"""{"content":{{content}}}""", Api.LastBody);
    }

    [Fact]
    public async Task A_refused_comparison_says_why_on_the_page_of_the_archive()
    {
        var page = _site.Fill("/archives/{archive}");
        Api.Refusal = Results.Problem(statusCode: 409, title: "The repository is not ready yet.", detail: "It is still being created.");

        using var answer = await WebSite.PostAsync(Browser, $"{page}?handler=CompareNow", page, []);

        Assert.Equal(page, answer.Headers.Location?.OriginalString);
        Assert.Contains("It is still being created.", await Browser.GetStringAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_gone_or_changed_leads_to_its_restore_with_the_path_chosen()
    {
        var list = WebUtility.HtmlDecode(await Browser.GetStringAsync($"{Job}?handler=Differences"));

        var restore = _site.Fill("/archives/{archive}/restore?path=home%2Fmail.db");
        Assert.Contains(restore, list, StringComparison.Ordinal);
        Assert.DoesNotContain("restore?path=home%2Fnew", list, StringComparison.Ordinal);
        var form = await Browser.GetStringAsync(restore);
        Assert.Contains("home/mail.db</textarea>", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_sees_what_differs_but_no_way_to_restore_it()
    {
        Api.Sessions.Role = Roles.Viewer;
        using var viewer = await _site.Site.LoggedInAsync();

        var list = await viewer.GetStringAsync($"{Job}?handler=Differences");

        Assert.Contains("home/mail.db", list, StringComparison.Ordinal);
        Assert.DoesNotContain("/restore", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_is_kept_by_the_next_rows_and_by_the_file()
    {
        var all = WebUtility.HtmlDecode(await Browser.GetStringAsync($"{Job}?handler=Differences&change=&search="));
        var changed = WebUtility.HtmlDecode(await Browser.GetStringAsync($"{Job}?handler=Differences&change=Changed&search=mail"));
        var file = await Browser.GetStringAsync($"{Job}?handler=DifferencesFile&change=Changed");

        Assert.Contains("handler=DifferenceRows&cursor=further", all, StringComparison.Ordinal);
        Assert.Contains("handler=DifferencesFile", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Show more", changed, StringComparison.Ordinal);
        Assert.Contains("change=Changed&search=mail&handler=DifferencesFile", changed, StringComparison.Ordinal);
        Assert.Contains("GET /api/jobs/" + Job["/jobs/".Length..] + "/differences?change=changed&search=mail&limit=100", Api.Requests);
        Assert.Contains("changed", file, StringComparison.Ordinal);
    }
}
