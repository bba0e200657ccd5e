using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class DeleteJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/{job_id:guid}", HandleAsync)
        .WithName(nameof(DeleteJob))
        .WithSummary("Remove an ended job and its log")
        .WithDescription("The archive that it made stays.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<NoContent, NotFound, ConflictProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var one = db.Jobs.Where(job => job.Id == jobId);
        if (await one.Where(job => JobStates.Ended.Contains(job.Status)).ExecuteDeleteAsync(cancellationToken) == 1)
        {
            return TypedResults.NoContent();
        }

        return await one.AnyAsync(cancellationToken)
            ? new ConflictProblem("The job has not ended.", "Cancel it first, then delete it.")
            : TypedResults.NotFound();
    }
}
