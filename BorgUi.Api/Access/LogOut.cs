using System.Security.Claims;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Access;

internal sealed class LogOut : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/logout", HandleAsync)
        .WithName(nameof(LogOut))
        .WithSummary("End the session of the token, with all its tokens")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<NoContent> HandleAsync(ClaimsPrincipal user, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var sessionId = user.SessionId();
        await db.Sessions.Where(session => session.Id == sessionId).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
