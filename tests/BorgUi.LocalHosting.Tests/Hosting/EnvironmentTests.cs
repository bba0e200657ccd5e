using System.Net.Http.Json;
using BorgUi.LocalHosting.Testing;

namespace BorgUi.LocalHosting.Tests.Hosting;

public sealed class EnvironmentTests(EnvironmentTests.Started started) : IClassFixture<EnvironmentTests.Started>
{
    private readonly TestHost _host = started.Host;
    private readonly Dictionary<string, string> _api = started.Api;
    private readonly Dictionary<string, string> _web = started.Web;

    [Fact]
    public async Task Gives_connection_strings_whole_and_in_parts_to_those_who_refer_to_them()
    {
        Assert.Equal(await _host.Application.GetConnectionStringAsync("things"), _api["ConnectionStrings__things"]);
        Assert.Equal(await _host.Application.GetConnectionStringAsync("redis"), _api["ConnectionStrings__redis"]);
        Assert.Equal("localhost", _api["THINGS_HOST"]);
        Assert.Equal("postgres", _api["THINGS_USERNAME"]);
        Assert.Equal("things", _api["THINGS_DATABASENAME"]);
        Assert.StartsWith("postgresql://postgres:", _api["THINGS_URI"], StringComparison.Ordinal);
        Assert.Equal(_api["ConnectionStrings__redis"], $"{_api["REDIS_HOST"]}:{_api["REDIS_PORT"]},password={_api["REDIS_PASSWORD"]}");
        Assert.DoesNotContain("ConnectionStrings__things", _web.Keys);
    }

    [Fact]
    public void Gives_the_addresses_of_all_replicas()
    {
        var addresses = new[] { _web["services__api__http__0"], _web["services__api__http__1"] };

        Assert.Equal(2, addresses.Distinct().Count());
        Assert.Equal(addresses[0], _web["API_HTTP"]);
        Assert.Equal(addresses, _host.Notifications.Snapshots.Where(instance => instance.ResourceName == "api").Select(Authority));
    }

    [Fact]
    public void Gives_each_process_its_address_and_its_name_for_telemetry()
    {
        Assert.Equal(_web["services__api__http__0"], _api["ASPNETCORE_URLS"]);
        Assert.Equal("api", _api["OTEL_SERVICE_NAME"]);
        Assert.Matches("^service.instance.id=[a-z0-9]{8}$", _api["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.NotEqual(_web["OTEL_RESOURCE_ATTRIBUTES"], _api["OTEL_RESOURCE_ATTRIBUTES"]);
    }

    [Fact]
    public void Takes_the_environment_of_the_launch_profile() => Assert.Equal("Development", _web["ASPNETCORE_ENVIRONMENT"]);

    [Fact]
    public void Does_not_pass_on_what_is_for_the_AppHost_only() => Assert.DoesNotContain("Parameters__elsewhere", _web.Keys);

    private static string Authority(ApplicationModel.ResourceSnapshot instance) => instance.Address!.GetLeftPart(UriPartial.Authority);

    public sealed class Started : IAsyncLifetime
    {
        internal TestHost Host { get; private set; } = null!;

        internal Dictionary<string, string> Api { get; private set; } = [];

        internal Dictionary<string, string> Web { get; private set; } = [];

        public async Task InitializeAsync()
        {
            Environment.SetEnvironmentVariable("Parameters__elsewhere", "only for the AppHost");
            Host = await TestHost.StartHealthyAsync("--Replicas", "2");
            Api = await AskAsync("api");
            Web = await AskAsync("web");
        }

        public async Task DisposeAsync() => await Host.DisposeAsync();

        private async Task<Dictionary<string, string>> AskAsync(string resource)
        {
            using var client = Host.Application.CreateHttpClient(resource);
            return (await client.GetFromJsonAsync<Dictionary<string, string>>("/environment"))!;
        }
    }
}
