using System.Net;
using BorgUi.Contracts.Access;

namespace BorgUi.Api.Tests.Access;

public sealed class LoginTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task An_unknown_user_and_a_wrong_password_get_the_same_answer()
    {
        await api.AddUserAsync("known", Roles.Viewer);

        var unknown = await RefusalAsync("nobody", ApiApplication.Password);
        var wrong = await RefusalAsync("known", "wrong horse battery");

        Assert.Equal(unknown, wrong);
    }

    [Fact]
    public async Task After_ten_wrong_passwords_the_right_one_is_refused_for_some_minutes()
    {
        await api.AddUserAsync("guessed", Roles.Viewer);
        for (var i = 0; i < 10; i++)
        {
            await RefusalAsync("guessed", $"wrong horse battery {i}");
        }

        await RefusalAsync("guessed", ApiApplication.Password);
    }

    [Fact]
    public async Task A_login_takes_the_name_in_any_case_and_a_password_of_any_script()
    {
        await api.AddUserAsync("Gerda", Roles.Viewer);

        Assert.NotEmpty((await api.LogInAsync("gerda")).AccessToken);
    }

    [Fact]
    public async Task Missing_fields_are_named()
    {
        using var response = await api.Nobody.PostJsonAsync("/api/auth/login", new { });

        Assert.Equal(["password", "username"], await response.ReadErrorFieldsAsync());
    }

    private async Task<string> RefusalAsync(string username, string password)
    {
        using var response = await api.Nobody.PostJsonAsync("/api/auth/login", new LoginRequest(username, password));
        var problem = await response.ReadProblemAsync(HttpStatusCode.Unauthorized);
        return problem.GetProperty("title").GetString() + problem.GetProperty("detail").GetString();
    }
}
