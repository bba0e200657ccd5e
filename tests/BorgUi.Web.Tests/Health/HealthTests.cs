using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Health;

public sealed class HealthTests : IAsyncLifetime
{
    private WebSite _site = null!;

    public async Task InitializeAsync() => _site = await WebSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Repeats_the_figures_of_the_api()
    {
        using var probe = _site.WithoutCookies();

        using var answer = await probe.GetAsync("/health");

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, body.GetProperty("jobs_count").GetInt32());
        Assert.Equal("healthy", body.GetProperty("database").GetString());
        Assert.Equal(2, body.GetProperty("workers").GetInt32());
    }

    [Fact]
    public async Task Is_not_ready_without_the_api_but_alive()
    {
        await _site.Api.StopAsync();
        using var probe = _site.WithoutCookies();

        using var ready = await probe.GetAsync("/health");
        using var alive = await probe.GetAsync("/alive");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("unhealthy", (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }
}
