using System.Net;
using BorgUi.Contracts.Access;

namespace BorgUi.Api.Tests.Access;

public sealed class SetupTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task Makes_exactly_one_administrator_however_many_ask_at_once()
    {
        Assert.True((await api.Nobody.GetAsync<SetupState>("/api/auth/setup")).Needed);
        await Refuses_what_nobody_could_log_in_with();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            api.Nobody.PostJsonAsync("/api/auth/setup", new SetupRequest($"admin{i}", ApiApplication.Password))));

        var created = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        var user = await created.ReadAsync<CurrentUser>();
        Assert.Equal(Roles.Admin, user.Role);
        foreach (var late in answers.Where(answer => answer != created))
        {
            await late.ReadProblemAsync(HttpStatusCode.Conflict);
        }

        Assert.False((await api.Nobody.GetAsync<SetupState>("/api/auth/setup")).Needed);
        Assert.Equal(user, await api.With((await api.LogInAsync(user.Username)).AccessToken).GetAsync<CurrentUser>("/api/auth/me"));
    }

    private async Task Refuses_what_nobody_could_log_in_with()
    {
        var request = new SetupRequest("a\u0007b", "short");
        using var refused = await api.Nobody.PostJsonAsync("/api/auth/setup", request);
        Assert.Equal(["password", "username"], await refused.ReadErrorFieldsAsync());
        Assert.True((await api.Nobody.GetAsync<SetupState>("/api/auth/setup")).Needed);
    }
}
