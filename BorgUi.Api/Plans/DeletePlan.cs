using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Plans;

internal sealed class DeletePlan : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/{id:guid}", HandleAsync)
        .WithName(nameof(DeletePlan))
        .WithSummary("Delete a plan and its schedules; its archives and its history stay")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<NoContent, NotFound, ConflictProblem>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // In the order in which a worker takes them at a due time.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM scheduled_jobs WHERE plan_id = {id} FOR UPDATE", cancellationToken);
        // A job that is just being made refers to the row and waits for us; then it finds the plan gone.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM backup_plans WHERE id = {id} FOR UPDATE", cancellationToken);
        if (await db.Jobs.Where(job => job.PlanId == id).WhereActive().Select(job => (Guid?)job.Id).FirstOrDefaultAsync(cancellationToken) is { } active)
        {
            return new ConflictProblem("A job of this plan has not ended.", $"Wait for job {active}, or cancel it.");
        }

        var deleted = await db.Plans.Where(plan => plan.Id == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted == 1 ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}
