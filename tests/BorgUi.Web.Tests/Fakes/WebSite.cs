using System.Net;
using System.Text.RegularExpressions;
using BorgUi.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>Web itself in front of a <see cref="FakeApi"/>, with a browser's cookies where wanted.</summary>
public sealed partial class WebSite : IAsyncDisposable
{
    private readonly TemporaryFolder _keys = TemporaryFolder.Create("web-keys");
    private readonly WebApplicationFactory<Program> _web;

    private WebSite(FakeApi api, string? redis)
    {
        Api = api;
        _web = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Production");
            web.UseSetting("services:api:http:0", api.Address.AbsoluteUri);
            web.UseSetting("BorgUi:KeyRingPath", _keys.Path);
            web.UseSetting("ConnectionStrings:redis", redis);
        });
    }

    public FakeApi Api { get; }

    public IServiceProvider Services => _web.Services;

    public Microsoft.AspNetCore.TestHost.TestServer Server => _web.Server;

    public static async Task<WebSite> StartAsync(Sample? sample = null, string? redis = null) =>
        new(await FakeApi.StartAsync(sample), redis);

    /// <summary>Listens on a real port from now on: only there does an address arrive exactly as it was written.</summary>
    public HttpClient OverTheNetwork()
    {
        _web.UseKestrel(0);
        _web.StartServer();
        var server = _web.Services.GetRequiredService<IServer>();
        var address = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <summary>A browser that is not logged in and follows no redirects.</summary>
    public HttpClient Stranger() => _web.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>Sends exactly the headers of the test, no cookies of its own.</summary>
    public HttpClient WithoutCookies() =>
        _web.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    public async Task<HttpClient> LoggedInAsync()
    {
        var browser = Stranger();
        using var answer = await LogInAsync(browser);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>The login cookie as a request header.</summary>
    public async Task<string> LoginCookieAsync()
    {
        using var browser = Stranger();
        using var answer = await LogInAsync(browser);
        var cookies = answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]);
        return Assert.Single(cookies, cookie => cookie.StartsWith("borgui-session=", StringComparison.Ordinal));
    }

    public static async Task<HttpResponseMessage> LogInAsync(
        HttpClient browser, string password = FakeSessions.Password, string returnUrl = "") =>
        await PostAsync(browser, "/login", $"/login?returnUrl={Uri.EscapeDataString(returnUrl)}", new()
        {
            ["Username"] = "anna",
            ["Password"] = password,
            ["returnUrl"] = returnUrl,
        });

    /// <summary>Fills in the form of a page, its antiforgery token included.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient browser, string address, string page, Dictionary<string, string> fields)
    {
        var html = await browser.GetStringAsync(page);
        fields["__RequestVerificationToken"] = Token().Match(html).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(address, form);
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await Api.DisposeAsync();
        _keys.Dispose();
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="(?<token>[^"]+)""")]
    private static partial Regex Token();
}
