using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class ForgetRepository : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/{id:guid}", HandleAsync)
        .WithName(nameof(ForgetRepository))
        .WithSummary("Forget a repository; its data stays where it is")
        .WithDescription("BorgUi's copy of its passphrase and keys is gone with it. Refused while plans use it or a job of it has not ended.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<NoContent, NotFound, ConflictProblem>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Jobs and plans that are just being made refer to the row and wait for us; then they find it gone.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM repositories WHERE id = {id} FOR UPDATE", cancellationToken);
        var plans = await db.Plans.WhereInto(id).OrderBy(plan => plan.Name).Select(plan => plan.Name).Take(5).ToListAsync(cancellationToken);
        if (plans.Count > 0)
        {
            return new ConflictProblem("Plans use this repository.", $"Delete them or give them another repository first: {string.Join(", ", plans)}.");
        }

        if (await db.Jobs.Where(job => job.RepositoryId == id).WhereActive().Select(job => (Guid?)job.Id).FirstOrDefaultAsync(cancellationToken) is { } active)
        {
            return new ConflictProblem("A job of this repository has not ended.", $"Wait for job {active}, or cancel it.");
        }

        var deleted = await db.Repositories.Where(repository => repository.Id == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted == 1 ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}
