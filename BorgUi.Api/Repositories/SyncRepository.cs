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
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        Guid id, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var repository = await db.Repositories.Where(row => row.Id == id).Select(row => new { row.Site, row.State }).FirstOrDefaultAsync(cancellationToken);
        if (repository is null)
        {
            return TypedResults.NotFound();
        }

        if (repository.State == RepositoryState.Creating)
        {
            return new ConflictProblem("The repository is not ready yet.", "It is being created or imported; wait for that job to end.");
        }

        var started = await announcer.EnqueueAsync(db, SyncRepositoryJob.Of(id, repository.Site, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
