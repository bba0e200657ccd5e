using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class SyncRepository : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/sync", HandleAsync)
        .WithName(nameof(SyncRepository))
        .WithSummary("List the archives of a repository now")
        .WithDescription("Creates it first when that has failed before.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        Guid id, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var repository = await db.Repositories.Where(row => row.Id == id)
            .Select(row => new { row.Site, row.State, IsToBeCreated = row.BorgRepositoryId == null && row.Encryption != null })
            .FirstOrDefaultAsync(cancellationToken);
        if (repository is null)
        {
            return TypedResults.NotFound();
        }

        if (repository.State == RepositoryState.Creating
            && await db.Jobs.AnyAsync(job => job.RepositoryId == id && (job.Status == JobStatus.Pending || job.Status == JobStatus.Running), cancellationToken))
        {
            return new ConflictProblem("The repository is not ready yet.", "It is being created or imported; wait for that job to end.");
        }

        // Its first job has failed, was cancelled, or died with its worker.
        var isAgain = repository is { IsToBeCreated: true, State: not RepositoryState.Ready };
        Job job = isAgain ? CreateRepositoryJob.Again(id, repository.Site, clock.GetUtcNow()) : SyncRepositoryJob.Of(id, repository.Site, clock.GetUtcNow());
        var started = await announcer.EnqueueAsync(db, job, cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
