using System.Net;
using BorgUi.LocalHosting.ResourcePage;
using BorgUi.LocalHosting.Testing;
using BorgUi.LocalHosting.Tests.Hosting;
using BorgUi.Testing;
using Npgsql;

namespace BorgUi.LocalHosting.Tests.ResourcePage;

public sealed class ResourcePageTests(ResourcePageTests.Started started) : IClassFixture<ResourcePageTests.Started>
{
    [Fact]
    public async Task Turns_away_who_does_not_know_the_token()
    {
        using var client = new HttpClient { BaseAddress = started.Page.Address };

        foreach (var path in new[] { "/", "/?t=wrong", "/instances/api" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task Shows_every_resource_with_its_state_and_address()
    {
        using var client = new HttpClient { BaseAddress = started.Page.Address };

        var page = await client.GetStringAsync(started.Page.Address);

        foreach (var name in new[] { "postgres", "things", "redis", "migrations", "api", "web" })
        {
            Assert.Contains($"<a href=\"/instances/{name}\">{name}</a>", page, StringComparison.Ordinal);
        }

        Assert.Contains("Running, healthy", page, StringComparison.Ordinal);
        Assert.Contains("Ended", page, StringComparison.Ordinal);
        Assert.Contains(started.Host.Application.GetEndpoint("web").AbsoluteUri.TrimEnd('/'), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_log_and_environment_without_any_secret()
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await started.Host.Application.GetConnectionStringAsync("things"));
        using var api = started.Host.Application.CreateHttpClient("api");
        await api.GetAsync(new Uri($"/say?line={Uri.EscapeDataString($"<b>the password is {connectionString.Password}</b>")}", UriKind.Relative));
        await Eventually.HoldsAsync(() => started.Host.Application.GetLogLines("api").Any(line => line.Contains("the password is", StringComparison.Ordinal)));
        using var client = new HttpClient { BaseAddress = started.Page.Address };
        await client.GetStringAsync(started.Page.Address);

        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/instances/api"));

        Assert.Contains("ConnectionStrings__things", page, StringComparison.Ordinal);
        Assert.Contains("the password is ••••••</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(connectionString.Password!, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encodes_what_programs_say()
    {
        using var api = started.Host.Application.CreateHttpClient("api");
        await api.GetAsync(new Uri("/say?line=%3Cscript%3Ealert(1)", UriKind.Relative));
        await Eventually.HoldsAsync(() => started.Host.Application.GetLogLines("api").Any(line => line.Contains("alert(1)", StringComparison.Ordinal)));
        using var client = new HttpClient { BaseAddress = started.Page.Address };
        await client.GetStringAsync(started.Page.Address);

        Assert.Contains("&lt;script&gt;alert(1)", await client.GetStringAsync("/instances/api"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brings_its_style_and_script_itself()
    {
        using var client = new HttpClient { BaseAddress = started.Page.Address };
        await client.GetStringAsync(started.Page.Address);

        Assert.Equal("text/css", (await client.GetAsync("/page.css")).Content.Headers.ContentType?.MediaType);
        Assert.Equal("text/javascript", (await client.GetAsync("/page.js")).Content.Headers.ContentType?.MediaType);
    }

    public sealed class Started : IAsyncLifetime
    {
        internal TestHost Host { get; private set; } = null!;

        internal ResourcePageServer Page { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Host = await TestHost.StartHealthyAsync();
            Page = await ResourcePageServer.StartAsync(Host.Application, wantedPort: null, CancellationToken.None);
        }

        public async Task DisposeAsync()
        {
            await Page.DisposeAsync();
            await Host.DisposeAsync();
        }
    }
}
