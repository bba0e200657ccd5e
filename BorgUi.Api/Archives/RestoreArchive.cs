using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

internal sealed class RestoreArchive : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/restore", HandleAsync)
        .WithName(nameof(RestoreArchive))
        .WithSummary("Restore from an archive into a folder")
        .WithDescription("Files land at destination/stored path on the machine of the repository's site. A file appears there only when it is whole.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, RestoreRequest request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var details = RestoreRules.Of(errors, request, target);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var hooks = await db.Archives.Where(archive => archive.Id == id && archive.PlanId != null).Select(archive => archive.Plan!.Hooks).FirstOrDefaultAsync(cancellationToken);
        var job = RestoreJob.Of(id, target.RepositoryId, target.Site, details, clock.GetUtcNow(), hooks);
        var started = await announcer.EnqueueAsync(db, job, cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
