using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Archives;

internal sealed class DeleteArchive : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/{id:guid}", HandleAsync)
        .WithName(nameof(DeleteArchive))
        .WithSummary("Delete an archive from its repository")
        .WithDescription("A job does it; pinned archives are refused. The archive leaves the list when it is really gone. Its space is freed by compact.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        Guid id, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        if (target.IsPinned)
        {
            return new ConflictProblem("The archive is pinned.", $"Unpin {target.Name} first, if it is really to go.");
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var job = DeleteArchiveJob.Of(id, target.RepositoryId, target.Site, new() { ArchiveName = target.Name, BorgId = target.BorgId }, clock.GetUtcNow());
        var started = await announcer.EnqueueAsync(db, job, cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
