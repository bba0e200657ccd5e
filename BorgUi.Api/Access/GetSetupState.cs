using BorgUi.Contracts.Access;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Access;

internal sealed class GetSetupState : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/setup", HandleAsync)
        .WithName(nameof(GetSetupState))
        .WithSummary("Whether the first administrator has still to be made")
        .AllowAnonymous();

    private static async Task<Ok<SetupState>> HandleAsync(BorgUiDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SetupState(Needed: !await db.Users.AnyAsync(cancellationToken)));
}
