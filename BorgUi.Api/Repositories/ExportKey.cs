using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Repositories;

internal sealed class ExportKey : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/key/export", HandleAsync)
        .WithName(nameof(ExportKey))
        .WithSummary("Read the key out of a repository")
        .WithDescription("When the job has completed, GET of the same address without /export answers the key.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        Guid id, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await RepositoryTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        if ((target.NotReady() ?? target.NoKey()) is { } conflict)
        {
            return conflict;
        }

        var started = await announcer.EnqueueAsync(db, ExportKeyJob.Of(id, target.Site, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
