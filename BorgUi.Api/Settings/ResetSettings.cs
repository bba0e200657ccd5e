using BorgUi.Api.Access;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Data;
using BorgUi.Core.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Settings;

internal sealed class ResetSettings : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("", HandleAsync)
        .WithName(nameof(ResetSettings))
        .WithSummary("Give all settings their defaults again")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Ok<ServerSettings>> HandleAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        await StoredSettings.ResetAsync(db, cancellationToken);
        return TypedResults.Ok(await StoredSettings.ReadAsync(db, cancellationToken));
    }
}
