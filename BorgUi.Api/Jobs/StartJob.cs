using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class StartJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{job_id:guid}/start", HandleAsync)
        .WithName(nameof(StartJob))
        .WithSummary("Start a job that was stopped")
        .WithDescription("A paused or interrupted job waits again under its own id; a failed or cancelled one is done by a new job, whose retry_of names it.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId, BorgUiDbContext db, JobRestart restart, JobAnnouncer announcer, CancellationToken cancellationToken)
    {
        var job = await db.Jobs.Where(row => row.Id == jobId).Select(row => new { row.Status, row.RepositoryId, row.RepositoryAccess }).FirstOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return TypedResults.NotFound();
        }

        if (job.RepositoryId is null && job.RepositoryAccess != RepositoryAccess.None)
        {
            return new ConflictProblem("The repository of the job is gone.", "It was removed from BorgUi; there is nothing that the job could work on.");
        }

        if (await restart.StartAsync(jobId, cancellationToken) is not { } start)
        {
            return Refuse(job.Status);
        }

        await announcer.ChangedAsync(start.Job, cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{start.Job.JobId}", new JobStarted(start.Job.JobId, start.Job.Status, Message(start.Kind)));
    }

    private static string Message(JobStartKind kind) => kind switch
    {
        JobStartKind.Resumed => "The job is waiting for a worker.",
        JobStartKind.Retried => "A new job is waiting for a worker; it does the same once more.",
        _ => "An equal job is there already; it will do this.",
    };

    private static ConflictProblem Refuse(JobStatus status) => status.HasEnded()
        ? new("The job has completed.", "There is nothing left to do; start a new one.")
        : new("The job waits or runs already.", "Only a job that was stopped can be started.");
}
