using System.Net;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Access;

public sealed class TokenRefreshTests : IAsyncLifetime
{
    private WebSite _site = null!;

    public async Task InitializeAsync() => _site = await WebSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Twenty_requests_with_one_old_cookie_refresh_once_and_all_succeed()
    {
        var cookie = await LoginThatIsAboutToEndAsync();
        using var browser = _site.WithoutCookies();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(browser, "/jobs", cookie)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, _site.Api.Sessions.Refreshes);
        Assert.All(answers, answer => Assert.Contains(
            answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("borgui-session=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_renewed_cookie_needs_no_further_refresh()
    {
        var old = await LoginThatIsAboutToEndAsync();
        using var browser = _site.WithoutCookies();
        using var renewed = await GetAsync(browser, "/jobs", old);
        var cookie = renewed.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("borgui-session=", StringComparison.Ordinal));

        using var answer = await GetAsync(browser, "/plans", cookie.Split(';')[0]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, _site.Api.Sessions.Refreshes);
    }

    [Fact]
    public async Task A_session_that_the_api_has_ended_leads_to_the_login()
    {
        var cookie = await _site.LoginCookieAsync();
        _site.Api.Sessions.RevokeAll();
        using var browser = _site.WithoutCookies();

        using var answer = await GetAsync(browser, "/jobs?status=failed", cookie);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login?returnUrl=%2Fjobs%3Fstatus%3Dfailed", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_refresh_token_that_was_used_elsewhere_leads_to_the_login_without_a_loop()
    {
        _site.Api.Sessions.ExpiresIn = 0;
        var cookie = await _site.LoginCookieAsync();
        _site.Api.Sessions.RevokeAll();
        using var browser = _site.WithoutCookies();

        using var page = await GetAsync(browser, "/jobs", cookie);
        using var login = await GetAsync(browser, "/login", cookie);

        Assert.StartsWith("/login", page.Headers.Location?.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
    }

    private async Task<string> LoginThatIsAboutToEndAsync()
    {
        _site.Api.Sessions.ExpiresIn = 60;
        var cookie = await _site.LoginCookieAsync();
        _site.Api.Sessions.ExpiresIn = 3600;
        return cookie;
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient browser, string address, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", cookie);
        return await browser.SendAsync(request);
    }
}
