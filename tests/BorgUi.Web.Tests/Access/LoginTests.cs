using System.Net;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Access;

public sealed class LoginTests : IAsyncLifetime
{
    private WebSite _site = null!;

    public async Task InitializeAsync() => _site = await WebSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_stranger_is_sent_to_the_login_and_back_again()
    {
        using var browser = _site.Stranger();

        using var sentAway = await browser.GetAsync("/jobs?status=failed");
        using var sentBack = await WebSite.LogInAsync(browser, returnUrl: "/jobs?status=failed");

        Assert.Equal("/login?returnUrl=%2Fjobs%3Fstatus%3Dfailed", sentAway.Headers.Location?.PathAndQuery);
        Assert.Equal("/jobs?status=failed", sentBack.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_to_another_site_after_the_login(string returnUrl)
    {
        using var browser = _site.Stranger();

        using var answer = await WebSite.LogInAsync(browser, returnUrl: returnUrl);

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_saying_which_half_was_wrong()
    {
        using var browser = _site.Stranger();

        using var answer = await WebSite.LogInAsync(browser, "wrong horse battery");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("User name or password is wrong.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("wrong horse battery", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_login_cookie_is_out_of_reach_for_scripts_and_holds_no_readable_token()
    {
        using var browser = _site.Stranger();

        using var answer = await WebSite.LogInAsync(browser);

        var cookie = Assert.Single(
            answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("borgui-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("access-", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_without_the_antiforgery_token_is_refused()
    {
        using var browser = _site.Stranger();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Username"] = "anna",
            ["Password"] = FakeSessions.Password,
        });

        using var answer = await browser.PostAsync("/login", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_here_and_at_the_api()
    {
        using var browser = await _site.LoggedInAsync();

        using var answer = await WebSite.PostAsync(browser, "/logout", "/", []);
        using var after = await browser.GetAsync("/");

        Assert.Equal("/login", answer.Headers.Location?.OriginalString);
        Assert.StartsWith("/login", after.Headers.Location?.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains("POST /api/auth/logout", _site.Api.Requests);
    }

    [Fact]
    public async Task The_first_run_leads_to_the_setup_and_in()
    {
        _site.Api.Sessions.IsSetupNeeded = true;
        using var browser = _site.Stranger();

        using var toSetup = await browser.GetAsync("/login");
        using var answer = await WebSite.PostAsync(browser, "/setup", "/setup", new()
        {
            ["Input.Username"] = "anna",
            ["Input.Password"] = FakeSessions.Password,
            ["Input.Repeated"] = FakeSessions.Password,
        });

        Assert.Equal("/setup", toSetup.Headers.Location?.OriginalString);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task The_setup_says_beside_the_field_what_the_api_does_not_like()
    {
        _site.Api.Sessions.IsSetupNeeded = true;
        using var browser = _site.Stranger();

        using var answer = await WebSite.PostAsync(browser, "/setup", "/setup", new()
        {
            ["Input.Username"] = "anna",
            ["Input.Password"] = "short",
            ["Input.Repeated"] = "short",
        });

        Assert.Contains("A password has 12 to 256 characters.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_setup_is_closed_once_it_was_done()
    {
        using var browser = _site.Stranger();

        using var answer = await browser.GetAsync("/setup");

        Assert.Equal("/login", answer.Headers.Location?.OriginalString);
    }
}
