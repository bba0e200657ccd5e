using BorgUi.ServiceDefaults.Discovery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Tests.Discovery;

public sealed class ServiceDiscoveryTests
{
    [Fact]
    public async Task A_client_reaches_a_service_by_its_name_and_its_addresses_take_turns()
    {
        await using var first = await EchoAsync("first");
        await using var second = await EchoAsync("second");
        await using var caller = await TestApp.StartAsync(
            new()
            {
                ["services:api:http:0"] = first.Client.BaseAddress!.ToString(),
                ["services:api:http:1"] = second.Client.BaseAddress!.ToString(),
            },
            builder => builder.Services.AddHttpClient("api", client => client.BaseAddress = new("http://api/"))
                .AddServiceDiscovery());
        var client = caller.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        string[] answers =
        [
            await client.GetStringAsync("/echo?q=1"),
            await client.GetStringAsync("/echo?q=2"),
            await client.GetStringAsync("https+http://api/echo?q=3"),
        ];

        Assert.Equal(["first?q=1", "second?q=2", "first?q=3"], answers);
    }

    [Fact]
    public async Task Addresses_with_a_dot_or_a_port_are_left_alone()
    {
        await using var target = await EchoAsync("target");
        await using var caller = await TestApp.StartAsync(
            build: builder => builder.Services.AddHttpClient("any").AddServiceDiscovery());
        var client = caller.Services.GetRequiredService<IHttpClientFactory>().CreateClient("any");

        Assert.Equal("target", await client.GetStringAsync(new Uri(target.Client.BaseAddress!, "/echo")));
    }

    [Fact]
    public async Task A_name_without_an_address_says_which_setting_is_missing()
    {
        await using var caller = await TestApp.StartAsync(
            build: builder => builder.Services.AddHttpClient("any").AddServiceDiscovery());
        var client = caller.Services.GetRequiredService<IHttpClientFactory>().CreateClient("any");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetStringAsync("http://worker/"));

        Assert.Contains("services__worker__http__0", failure.Message);
    }

    [Fact]
    public async Task A_proxy_gets_all_addresses_in_order()
    {
        await using var app = await TestApp.StartAsync(new()
        {
            ["services:api:https:0"] = "https://one:5443",
            ["services:api:http:1"] = "http://two:5001",
            ["services:api:http:0"] = "http://one:5000",
        });
        var addresses = app.Services.GetRequiredService<IServiceAddresses>();

        Assert.Equal([new("http://one:5000"), new("http://two:5001"), new Uri("https://one:5443")], addresses.Resolve("api"));
        Assert.Throws<InvalidOperationException>(() => addresses.Resolve("nobody"));
    }

    private static Task<TestApp> EchoAsync(string name) => TestApp.StartAsync(
        map: app => app.MapGet("/echo", context => context.Response.WriteAsync(name + context.Request.QueryString)));
}
