using System.Net;
using BorgUi.Web.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Web.Tests.Pages;

/// <summary>The recovery kit: shown and saved by buttons alone, and kept by no browser.</summary>
public sealed class RecoveryKitTests : IAsyncLifetime
{
    private const string Page = "/repositories/{repository}/recovery-kit";

    private readonly LoggedInSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task To_look_at_the_page_fetches_nothing_and_the_button_shows_the_kit()
    {
        var page = await _site.Browser.GetStringAsync(new Uri(_site.Fill(Page), UriKind.Relative));
        Assert.DoesNotContain("sesame", page, StringComparison.Ordinal);
        Assert.DoesNotContain(_site.Site.Api.Requests, request => request.Contains("/recovery-kit", StringComparison.Ordinal));

        using var shown = await PostAsync("Show");

        var html = await shown.Content.ReadAsStringAsync();
        Assert.Contains("open &lt;sesame&gt; &amp; more", html, StringComparison.Ordinal);
        Assert.Contains("borg list &quot;$BORG_REPO&quot;", html, StringComparison.Ordinal);
        Assert.True(shown.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task It_is_saved_as_a_text_that_no_browser_keeps()
    {
        using var saved = await PostAsync("File");

        Assert.Equal(SampleRecoveryKit.Of(_site.Site.Api.Sample.Repositories[1]).Text, await saved.Content.ReadAsStringAsync());
        Assert.Equal(("attachment", "text/plain"), (saved.Content.Headers.ContentDisposition!.DispositionType, saved.Content.Headers.ContentType!.MediaType));
        Assert.True(saved.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("Show")]
    [InlineData("File")]
    public async Task Why_there_is_none_is_said_on_the_page(string button)
    {
        _site.Site.Api.Refusal = Results.Problem(statusCode: 409, title: "The key was not exported yet.", detail: "Export it first.");

        using var answer = await PostAsync(button);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("The key was not exported yet. Export it first.", await _site.Browser.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_without_says_so()
    {
        using var answer = await PostAsync("Accept");

        Assert.Equal(_site.Fill("/repositories/{repository}"), answer.Headers.Location?.OriginalString);
        Assert.Contains(_site.Fill("POST /api/repositories/{repository}/recovery-kit/accept-risk"), _site.Site.Api.Requests);
    }

    private Task<HttpResponseMessage> PostAsync(string button) => WebSite.PostAsync(_site.Browser, _site.Fill($"{Page}?handler={button}"), _site.Fill(Page), []);
}
