using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Core.Data;
using BorgUi.Core.Workers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Workers;

internal sealed class ForgetWorker : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/{id:guid}", HandleAsync)
        .WithName(nameof(ForgetWorker))
        .WithSummary("Forget a worker that is lost for good")
        .WithDescription("Refused while it is heard of. One that comes back is listed again.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<NoContent, NotFound, ConflictProblem>> HandleAsync(
        Guid id, BorgUiDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var one = db.Workers.Where(worker => worker.Id == id);
        var lostBefore = time.GetUtcNow() - WorkerNode.LostAfter;
        if (await one.Where(worker => worker.HeartbeatAt <= lostBefore).ExecuteDeleteAsync(cancellationToken) == 1)
        {
            return TypedResults.NoContent();
        }

        return await one.AnyAsync(cancellationToken)
            ? new ConflictProblem("The worker is alive.", "Stop its process; it signs off by itself.")
            : TypedResults.NotFound();
    }
}
