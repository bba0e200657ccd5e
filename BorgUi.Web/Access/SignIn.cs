using BorgUi.Contracts.Access;
using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Authentication;

namespace BorgUi.Web.Access;

/// <summary>Logs in at the API and puts its tokens into the login cookie.</summary>
internal sealed class SignIn(SessionApi sessions, TimeProvider clock)
{
    /// <summary>Null when the person is in; otherwise what to say.</summary>
    /// <exception cref="ApiUnavailableException">The API is away.</exception>
    public async Task<string?> TryAsync(HttpContext http, LoginRequest login, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await sessions.LogInAsync(login, cancellationToken);
            if (!answer.Succeeded)
            {
                return Words(answer.Problem);
            }

            var person = await sessions.WhoIsAsync(answer.Value.AccessToken, cancellationToken);
            var properties = new AuthenticationProperties { IsPersistent = true };
            SessionTicket.Store(properties, answer.Value, clock.GetUtcNow());
            await http.SignInAsync(SessionTicket.Principal(person), properties);
            return null;
        }
        catch (ApiUnauthorizedException)
        {
            return "User name or password is wrong.";
        }
    }

    private static string Words(ApiProblem problem) => problem.Status switch
    {
        StatusCodes.Status429TooManyRequests => "Too many attempts. Wait a minute and try again.",
        StatusCodes.Status400BadRequest => "Enter your user name and your password.",
        _ => problem.Words,
    };
}
