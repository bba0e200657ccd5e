using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Repositories;

internal sealed class PruneRepository : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/prune", HandleAsync)
        .WithName(nameof(PruneRepository))
        .WithSummary("Delete archives that no rule keeps")
        .WithDescription("With dry_run only says what would become of each archive. Kept and pruned archives stand in the stats of the job. Pinned archives stay. Space is freed by compact. Also a prune that deletes most archives is done: look at the preview before.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, PruneRepositoryRequest? request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await RepositoryTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var details = await PruneRules.OfAsync(errors, id, request ?? new(), db, cancellationToken);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var started = await announcer.EnqueueAsync(db, PruneJob.Of(id, target.Site, details, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
