using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Forwarding;

public sealed class ApiForwarderTests : IAsyncLifetime
{
    private WebSite _site = null!;
    private HttpClient _script = null!;

    public async Task InitializeAsync()
    {
        _site = await WebSite.StartAsync();
        _script = _site.WithoutCookies();
    }

    public async Task DisposeAsync()
    {
        _script.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task The_bearer_token_goes_through_and_our_cookies_stay_here()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/open/echo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "a-token");
        request.Headers.Add("Cookie", await _site.LoginCookieAsync());
        request.Headers.Add("X-Forwarded-For", "10.0.0.1");

        using var answer = await _script.SendAsync(request);

        var headers = await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>();
        Assert.Equal("Bearer a-token", headers!["authorization"]);
        Assert.DoesNotContain("cookie", headers.Keys);
        Assert.NotEqual("10.0.0.1", headers.GetValueOrDefault("x-forwarded-for"));
        Assert.Equal("localhost", headers["x-forwarded-host"]);
    }

    [Fact]
    public async Task The_login_cookie_alone_does_not_open_the_api()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/jobs");
        request.Headers.Add("Cookie", await _site.LoginCookieAsync());

        using var answer = await _script.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_event_stream_arrives_while_it_is_still_being_written()
    {
        using var answer = await _script.GetAsync("/api/open/events", HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync());

        var first = await events.ReadLineAsync();
        _site.Api.StreamGate.SetResult();
        await events.ReadLineAsync();
        var second = await events.ReadLineAsync();

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("data: first", first);
        Assert.Equal("data: second", second);
    }

    [Fact]
    public async Task Bodies_larger_than_the_default_limit_go_through()
    {
        const int size = 40 * 1024 * 1024;
        using var body = new ByteArrayContent(new byte[size]);

        using var answer = await _script.PostAsync("/api/open/length", body);

        Assert.Equal(size, await answer.Content.ReadFromJsonAsync<long>());
    }

    [Theory]
    [InlineData("/api/open/path/a%2Fb")]
    [InlineData("/api/open/path/space%20and%25percent?q=%C3%A4&path=%2Fetc%2Fpasswd")]
    [InlineData("/api/open/path/%D8%A7%D9%84?path=a%26b")]
    public async Task Encoded_names_arrive_as_they_were_sent(string target)
    {
        await using var site = await WebSite.StartAsync();
        using var script = site.OverTheNetwork();

        var received = await script.GetStringAsync(target);

        Assert.Equal(target, received);
    }

    [Fact]
    public async Task The_openapi_document_is_forwarded_too()
    {
        using var answer = await _script.GetAsync("/openapi/v1.json");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("GET /openapi/v1.json", _site.Api.Requests);
    }

    [Fact]
    public async Task A_script_gets_a_problem_when_the_api_is_away()
    {
        await _site.Api.StopAsync();

        using var answer = await _script.GetAsync("/api/jobs");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_wrong_method_is_answered_by_the_api_and_not_by_a_page()
    {
        using var answer = await _script.DeleteAsync("/api/open/echo");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
    }
}
