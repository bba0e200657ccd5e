using System.Globalization;
using BorgUi.Api.Http;
using BorgUi.Contracts.Access;
using BorgUi.Core.Access;
using BorgUi.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace BorgUi.Api.Access;

internal sealed partial class LogIn : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/login", HandleAsync)
        .WithName(nameof(LogIn))
        .WithSummary("Exchange user name and password for tokens")
        .WithDescription("The answer to an unknown user, a wrong password and a locked user is the same.")
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .AllowAnonymous();

    private static async Task<Results<Ok<TokenResponse>, ValidationProblem, ProblemHttpResult>> HandleAsync(
        LoginRequest request, HttpContext http, LoginLimiter limiter, PasswordCheck check, Sessions sessions,
        ILogger<LogIn> logger, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        CheckGiven(errors, "username", request.Username, Credentials.MaximumUsernameLength);
        CheckGiven(errors, "password", request.Password, Credentials.MaximumPasswordLength * 2);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var address = http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (limiter.WaitFor(new(address, request.Username!)) is { } wait)
        {
            return TooManyAttempts(http, wait);
        }

        if (await check.FindAsync(request.Username!.Trim(), request.Password!) is not { } user)
        {
            LogRefused(logger, address);
            return TypedResults.Problem(
                statusCode: StatusCodes.Status401Unauthorized, type: ProblemTypes.Unauthorized,
                title: "User name or password is wrong.",
                detail: "After several wrong passwords a user is locked for some minutes.");
        }

        return TypedResults.Ok(await sessions.OpenAsync(user, http, cancellationToken));
    }

    private static void CheckGiven(FieldErrors errors, string field, string? value, int maximumLength)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > maximumLength || value.Contains('\0') || !TextRules.IsWellFormed(value))
        {
            errors.Add(field, $"Give 1 to {maximumLength} characters.");
        }
    }

    private static ProblemHttpResult TooManyAttempts(HttpContext http, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            statusCode: StatusCodes.Status429TooManyRequests, type: ProblemTypes.RateLimited,
            title: "Too many attempts to log in.", detail: $"Wait {seconds} s and try again.");
    }

    [LoggerMessage(LogLevel.Warning, "A login from {Address} was refused.")]
    private static partial void LogRefused(ILogger logger, string address);
}
