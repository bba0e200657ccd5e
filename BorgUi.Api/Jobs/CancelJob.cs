using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class CancelJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{job_id:guid}/cancel", HandleAsync)
        .WithName(nameof(CancelJob))
        .WithSummary("Stop a job")
        .WithDescription("A waiting job is cancelled at once, a running one as soon as its worker has stopped it. Asking again changes nothing.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId, BorgUiDbContext db, JobControl control, JobAnnouncer announcer, CancellationToken cancellationToken)
    {
        if (await control.RequestCancelAsync(jobId, cancellationToken) is { } changed)
        {
            await announcer.ChangedAsync(changed, cancellationToken);
            var message = changed.Status == JobStatus.Running ? "The worker was asked to stop the job." : "The job is cancelled.";
            return TypedResults.Accepted($"/api/jobs/{jobId}", new JobStarted(jobId, changed.Status, message));
        }

        return await db.Jobs.AnyAsync(job => job.Id == jobId, cancellationToken)
            ? new ConflictProblem("The job has ended already.", "There is nothing left to cancel.")
            : TypedResults.NotFound();
    }
}
