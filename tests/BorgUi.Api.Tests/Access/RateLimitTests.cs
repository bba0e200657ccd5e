using System.Net;
using BorgUi.Contracts.Access;

namespace BorgUi.Api.Tests.Access;

public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly ApiApplication _api = new();

    public Task InitializeAsync()
    {
        _api.Settings["BorgUi:Access:LoginAttemptsPerMinute"] = "3";
        return _api.InitializeAsync();
    }

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Too_many_attempts_on_one_name_are_refused_and_others_are_not()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("victim"));
        }

        using var refused = await _api.Nobody.PostJsonAsync("/api/auth/login", new LoginRequest("VICTIM", ApiApplication.Password));

        await refused.ReadProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("somebody else"));
    }

    [Fact]
    public async Task Trying_many_names_from_one_address_is_refused_as_well()
    {
        for (var i = 0; i < 15; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync($"name {i}"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync("another name"));
    }

    private async Task<HttpStatusCode> TryAsync(string username)
    {
        using var response = await _api.Nobody.PostJsonAsync("/api/auth/login", new LoginRequest(username, "wrong horse battery"));
        return response.StatusCode;
    }
}
