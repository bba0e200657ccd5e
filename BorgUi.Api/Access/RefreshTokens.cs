using BorgUi.Contracts.Access;
using BorgUi.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Access;

internal sealed class RefreshTokens : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/refresh", HandleAsync)
        .WithName(nameof(RefreshTokens))
        .WithSummary("Get a new access token")
        .WithDescription("The refresh token stays the same and is good for another 30 days; calls may overlap.")
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .AllowAnonymous();

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> HandleAsync(
        RefreshRequest request, Sessions sessions, CancellationToken cancellationToken) =>
        OpaqueToken.IsPlausible(request.RefreshToken) && await sessions.RefreshAsync(request.RefreshToken!, cancellationToken) is { } tokens
            ? TypedResults.Ok(tokens)
            : TypedResults.Problem(
                statusCode: StatusCodes.Status401Unauthorized, type: ProblemTypes.Unauthorized,
                title: "The session is over.", detail: "Log in again.");
}
