using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BorgUi.ServiceDefaults.Tests.Telemetry;

public sealed class MetricsAccessTests
{
    private static readonly Dictionary<string, string?> WithToken = new() { ["BorgUi:MetricsToken"] = "scrape-me" };

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData("scrape-me", HttpStatusCode.OK)]
    public async Task A_scrape_token_is_asked_for_when_one_is_set(string? token, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync(WithToken);

        Assert.Equal(expected, await ScrapeAsync(app, token));
    }

    [Fact]
    public async Task Without_token_and_policy_only_this_machine_may_read_and_no_proxy_on_it()
    {
        await using var app = await TestApp.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await ScrapeAsync(app, token: null));
        app.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        Assert.Equal(HttpStatusCode.Forbidden, await ScrapeAsync(app, token: null));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("viewer", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("scrape-me", HttpStatusCode.OK)]
    public async Task The_apps_policy_decides_and_the_scrape_token_is_good_beside_it(string? token, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync(WithToken, AddRoles, endpoints: options => options.MetricsPolicy = "metrics");

        Assert.Equal(expected, await ScrapeAsync(app, token));
    }

    [Fact]
    public async Task Health_stays_open_under_a_fallback_policy()
    {
        await using var app = await TestApp.StartAsync(
            build: AddRoles, map: app => app.UseAuthentication().UseAuthorization());

        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/alive")).StatusCode);
    }

    private static async Task<HttpStatusCode> ScrapeAsync(TestApp app, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await app.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static void AddRoles(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication("role").AddScheme<AuthenticationSchemeOptions, RoleByToken>("role", null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("metrics", policy => policy.RequireRole("admin"))
            .SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>Who says "Bearer admin" is an admin.</summary>
    private sealed class RoleByToken(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header))
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, header.Parameter!)], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
