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
            "/repositories",
            "/repositories/{repository}",
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
