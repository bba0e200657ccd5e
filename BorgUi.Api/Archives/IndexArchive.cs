using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Archives;

internal sealed class IndexArchive : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/index", HandleAsync)
        .WithName(nameof(IndexArchive))
        .WithSummary("Index an archive now, before all others")
        .WithDescription("Also one that could not be indexed before. Backups and everything else that writes still go first.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        Guid id, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var started = await announcer.EnqueueAsync(db, IndexArchiveJob.OfOne(id, target.RepositoryId, target.Site, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
