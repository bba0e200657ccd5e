using System.Security.Claims;
using BorgUi.Contracts.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Access;

internal sealed class GetCurrentUser : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/me", Handle)
        .WithName(nameof(GetCurrentUser))
        .WithSummary("Who the bearer of the token is")
        .RequireAuthorization(Policies.Viewer);

    private static Ok<CurrentUser> Handle(ClaimsPrincipal user) =>
        TypedResults.Ok(new CurrentUser(user.UserId(), user.Identity!.Name!, user.FindFirstValue(ClaimTypes.Role)!));
}
