using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Access;

public sealed class SessionTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task An_access_token_ends_after_an_hour_and_a_refresh_gives_another()
    {
        await api.AddUserAsync("hour", Roles.Viewer);
        var tokens = await api.LogInAsync("hour");
        Assert.Equal((3600, "Bearer"), (tokens.ExpiresIn, tokens.TokenType));
        api.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await StatusOfMeAsync(tokens.AccessToken));

        api.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfMeAsync(tokens.AccessToken));
        var refreshed = await RefreshAsync(tokens.RefreshToken);
        Assert.Equal(tokens.RefreshToken, refreshed.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, await StatusOfMeAsync(refreshed.AccessToken));
    }

    [Fact]
    public async Task A_session_slides_with_each_refresh_and_ends_after_30_idle_days()
    {
        await api.AddUserAsync("idle", Roles.Viewer);
        var tokens = await api.LogInAsync("idle");
        api.Clock.Advance(TimeSpan.FromDays(29));
        await RefreshAsync(tokens.RefreshToken);
        api.Clock.Advance(TimeSpan.FromDays(29));
        await RefreshAsync(tokens.RefreshToken);

        api.Clock.Advance(TimeSpan.FromDays(31));

        using var refused = await api.Nobody.PostJsonAsync("/api/auth/refresh", new RefreshRequest(tokens.RefreshToken));
        await refused.ReadProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(0, await api.InDatabaseAsync(db => db.Sessions.CountAsync(session => session.User!.UserName == "idle")));
    }

    [Fact]
    public async Task Parallel_refreshes_all_succeed()
    {
        await api.AddUserAsync("parallel", Roles.Viewer);
        var tokens = await api.LogInAsync("parallel");

        var refreshed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(tokens.RefreshToken)));

        Assert.Equal(10, refreshed.Select(answer => answer.AccessToken).Distinct().Count());
        Assert.All(await Task.WhenAll(refreshed.Select(answer => StatusOfMeAsync(answer.AccessToken))), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Logout_ends_all_tokens_of_this_session_and_of_no_other()
    {
        await api.AddUserAsync("leaver", Roles.Viewer);
        var left = await api.LogInAsync("leaver");
        var second = await RefreshAsync(left.RefreshToken);
        var elsewhere = await api.LogInAsync("leaver");

        using var answer = await api.With(left.AccessToken).PostAsync("/api/auth/logout", content: null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfMeAsync(left.AccessToken));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfMeAsync(second.AccessToken));
        using var refresh = await api.Nobody.PostJsonAsync("/api/auth/refresh", new RefreshRequest(left.RefreshToken));
        Assert.Equal(HttpStatusCode.Unauthorized, refresh.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusOfMeAsync(elsewhere.AccessToken));
    }

    [Fact]
    public async Task A_disabled_user_is_out_at_once()
    {
        var id = await api.AddUserAsync("disabled", Roles.Admin);
        var tokens = await api.LogInAsync("disabled");

        await api.InDatabaseAsync(db => db.Users.Where(user => user.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.LockoutEnd, User.Disabled)));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfMeAsync(tokens.AccessToken));
        using var refresh = await api.Nobody.PostJsonAsync("/api/auth/refresh", new RefreshRequest(tokens.RefreshToken));
        Assert.Equal(HttpStatusCode.Unauthorized, refresh.StatusCode);
        using var login = await api.Nobody.PostJsonAsync("/api/auth/login", new LoginRequest("disabled", ApiApplication.Password));
        Assert.Equal(HttpStatusCode.Unauthorized, login.StatusCode);
    }

    [Fact]
    public async Task A_deleted_user_is_out_at_once()
    {
        var id = await api.AddUserAsync("deleted", Roles.Admin);
        var tokens = await api.LogInAsync("deleted");

        await api.InDatabaseAsync(db => db.Users.Where(user => user.Id == id).ExecuteDeleteAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfMeAsync(tokens.AccessToken));
    }

    [Fact]
    public async Task Tokens_are_stored_as_hashes_only()
    {
        await api.AddUserAsync("hashed", Roles.Viewer);
        var tokens = await api.LogInAsync("hashed");

        var stored = await api.InDatabaseAsync(db => db.AccessTokens.Select(token => token.Hash).ToListAsync());

        Assert.All(stored, hash => Assert.Equal(32, hash.Length));
        Assert.DoesNotContain(stored, hash => hash.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(tokens.AccessToken)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Other_credentials_are_refused_with_a_challenge(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/auth/me");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await api.Nobody.SendAsync(request);

        await response.ReadProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    private async Task<TokenResponse> RefreshAsync(string refreshToken)
    {
        using var response = await api.Nobody.PostJsonAsync("/api/auth/refresh", new RefreshRequest(refreshToken));
        return await response.ReadAsync<TokenResponse>(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> StatusOfMeAsync(string accessToken)
    {
        using var response = await api.With(accessToken).GetAsync(new Uri("/api/auth/me", UriKind.Relative));
        return response.StatusCode;
    }
}
