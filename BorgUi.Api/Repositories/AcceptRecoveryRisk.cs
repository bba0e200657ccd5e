using BorgUi.Api.Access;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class AcceptRecoveryRisk : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/recovery-kit/accept-risk", HandleAsync)
        .WithName(nameof(AcceptRecoveryRisk))
        .WithSummary("Do without the recovery kit of a repository")
        .WithDescription("It is not asked for any more, until passphrase or key change. A kit that was fetched stays fetched.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<NoContent, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        await db.Repositories.Where(row => row.Id == id && row.RecoveryKit == RecoveryKitState.Missing)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RecoveryKit, RecoveryKitState.RiskAccepted), cancellationToken);
        return await db.Repositories.AnyAsync(row => row.Id == id, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}
