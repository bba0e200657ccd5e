using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Pages;

/// <summary>What a viewer does not get to see, and what everybody sees when the API is away.</summary>
public sealed class RoleAndFailureTests : IAsyncLifetime
{
    private readonly LoggedInSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_viewer_sees_no_button_that_changes_anything()
    {
        _site.Site.Api.Sessions.Role = Roles.Viewer;
        using var viewer = await _site.Site.LoggedInAsync();
        string[] pages =
        [
            "/plans",
            "/plans/{plan}",
            "/schedules",
            "/schedules/{schedule}",
            "/maintenance",
            "/repositories",
            "/repositories/{repository}",
            "/repositories/{damaged}",
            "/archives/{archive}",
            "/jobs/{dry-prune}",
            "/jobs/{dry-restore}",
            "/archives/{older}/diff/{archive}",
            "/jobs/{running}",
            "/jobs/{failed}",
        ];

        foreach (var address in pages)
        {
            var html = await viewer.GetStringAsync(_site.Fill(address));
            var page = html[html.IndexOf("<main", StringComparison.Ordinal)..];
            Assert.DoesNotContain("method=\"post\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("hx-post", page, StringComparison.Ordinal);
            Assert.DoesNotContain("data-opens", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_an_administrator_is_shown_the_way_to_the_key()
    {
        _site.Site.Api.Sessions.Role = Roles.Operator;
        using var someone = await _site.Site.LoggedInAsync();

        var repository = await someone.GetStringAsync(_site.Fill("/repositories/{damaged}"));
        Assert.Contains("Break lock", repository, StringComparison.Ordinal);
        Assert.DoesNotContain("/key\"", repository, StringComparison.Ordinal);
        Assert.DoesNotContain("/passphrase\"", repository, StringComparison.Ordinal);
        Assert.DoesNotContain("Show the key", await someone.GetStringAsync($"/jobs/{SampleOperations.Id(13)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_shown_and_saved_and_kept_by_no_browser()
    {
        _site.Site.Api.Sample.Key = new("BORG_KEY 0f3a\nhqlhbGdvcml0aG2m\n", SampleRecords.Now.AddMinutes(-5));

        using var shown = await _site.Browser.GetAsync(_site.Fill("/repositories/{repository}/key"));
        using var saved = await _site.Browser.GetAsync(_site.Fill("/repositories/{repository}/key?handler=File"));

        Assert.Contains("hqlhbGdvcml0aG2m", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("BORG_KEY 0f3a\nhqlhbGdvcml0aG2m\n", await saved.Content.ReadAsStringAsync());
        Assert.All([shown, saved], answer => Assert.True(answer.Headers.CacheControl?.NoStore));
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Fact]
    public async Task With_the_api_away_the_page_says_so_and_offers_to_try_again()
    {
        await _site.Site.Api.StopAsync();

        using var answer = await _site.Browser.GetAsync("/plans?search=home");

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The API does not answer", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/plans?search=home\"", html, StringComparison.Ordinal);
    }
}
