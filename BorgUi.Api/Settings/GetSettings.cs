using BorgUi.Api.Access;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Data;
using BorgUi.Core.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Settings;

internal sealed class GetSettings : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("", HandleAsync)
        .WithName(nameof(GetSettings))
        .WithSummary("The settings of the installation")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Ok<ServerSettings>> HandleAsync(BorgUiDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await StoredSettings.ReadAsync(db, cancellationToken));
}
