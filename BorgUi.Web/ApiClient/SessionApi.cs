using System.Net.Http.Headers;
using BorgUi.Contracts.Access;

namespace BorgUi.Web.ApiClient;

/// <summary>
/// The part of the API that makes and ends sessions. It never looks at the login cookie, because it is called
/// while that cookie is being checked.
/// </summary>
internal sealed class SessionApi(HttpClient http)
{
    public async Task<bool> IsSetupNeededAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/auth/setup");
        using var answer = await http.SendToApiAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode
            ? (await answer.ReadAsync(ApiJson.Default.SetupState, cancellationToken)).Needed
            : throw ApiTransport.Fault(answer);
    }

    public async Task<ApiAnswer<CurrentUser>> SetUpAsync(SetupRequest setup, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/setup")
        {
            Content = JsonContent.Create(setup, ApiJson.Default.SetupRequest),
        };
        using var answer = await http.SendToApiAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode
            ? new ApiAnswer<CurrentUser>(await answer.ReadAsync(ApiJson.Default.CurrentUser, cancellationToken), null)
            : new ApiAnswer<CurrentUser>(null, await answer.ReadProblemAsync(cancellationToken));
    }

    /// <exception cref="ApiUnauthorizedException">User name or password is wrong.</exception>
    public async Task<ApiAnswer<TokenResponse>> LogInAsync(LoginRequest login, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login")
        {
            Content = JsonContent.Create(login, ApiJson.Default.LoginRequest),
        };
        return await TokensAsync(request, cancellationToken);
    }

    /// <exception cref="ApiUnauthorizedException">The refresh token was used, revoked, or has expired.</exception>
    public async Task<ApiAnswer<TokenResponse>> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/refresh")
        {
            Content = JsonContent.Create(new RefreshRequest(refreshToken), ApiJson.Default.RefreshRequest),
        };
        return await TokensAsync(request, cancellationToken);
    }

    public async Task<CurrentUser> WhoIsAsync(string accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/auth/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var answer = await http.SendToApiAsync(request, cancellationToken);
        answer.ThrowWhenNotAllowed();
        return answer.IsSuccessStatusCode
            ? await answer.ReadAsync(ApiJson.Default.CurrentUser, cancellationToken)
            : throw ApiTransport.Fault(answer);
    }

    public async Task LogOutAsync(string accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/logout");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var answer = await http.SendToApiAsync(request, cancellationToken);
    }

    private async Task<ApiAnswer<TokenResponse>> TokensAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var answer = await http.SendToApiAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode
            ? new ApiAnswer<TokenResponse>(await answer.ReadAsync(ApiJson.Default.TokenResponse, cancellationToken), null)
            : new ApiAnswer<TokenResponse>(null, await answer.ReadProblemAsync(cancellationToken));
    }
}
