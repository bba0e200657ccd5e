using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class BreakLock : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/break-lock", HandleAsync)
        .WithName(nameof(BreakLock))
        .WithSummary("Remove the lock that a dead borg has left")
        .WithDescription("Only when no borg of any machine works on the repository. Refused while a job of ours does, or when the owner of the lock is seen to live.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        Guid id, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await RepositoryTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        if (await db.Jobs.Where(job => job.RepositoryId == id && job.Status == JobStatus.Running).Select(job => (Guid?)job.Id).FirstOrDefaultAsync(cancellationToken) is { } running)
        {
            return new ConflictProblem("A job of ours holds the lock.", $"Wait for job {running}, or cancel it; its lock goes with it.");
        }

        var started = await announcer.EnqueueAsync(db, BreakLockJob.Of(id, target.Site, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
