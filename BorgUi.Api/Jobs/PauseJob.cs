using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class PauseJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{job_id:guid}/pause", HandleAsync)
        .WithName(nameof(PauseJob))
        .WithSummary("Stop a job so that it can go on later")
        .WithDescription("A waiting job is paused at once, a running one as soon as its worker has stopped it; a backup saves a checkpoint first. Asking again changes nothing.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId, BorgUiDbContext db, JobControl control, JobAnnouncer announcer, CancellationToken cancellationToken)
    {
        if (await control.RequestPauseAsync(jobId, cancellationToken) is { } changed)
        {
            await announcer.ChangedAsync(changed, cancellationToken);
            var message = changed.Status == JobStatus.Running ? "The worker was asked to pause the job." : "The job is paused.";
            return TypedResults.Accepted($"/api/jobs/{jobId}", new JobStarted(jobId, changed.Status, message));
        }

        var status = await db.Jobs.Where(job => job.Id == jobId).Select(job => (JobStatus?)job.Status).FirstOrDefaultAsync(cancellationToken);
        return status switch
        {
            null => TypedResults.NotFound(),
            JobStatus.Interrupted => new ConflictProblem("The job is interrupted.", "Start it, recover it, or dismiss it."),
            JobStatus.Pending or JobStatus.Running or JobStatus.Paused => new ConflictProblem("The job is being cancelled.", "Wait for its end; then it can be started again."),
            _ => new ConflictProblem("The job has ended already.", "There is nothing left to pause."),
        };
    }
}
