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
        .WithDescription("Files land at destination/stored path on the machine of the site, which is the repository's unless another one is given. A file appears there only when it is whole.")
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
        var site = await RestoreSites.CheckAsync(errors, request.Site, target, db, cancellationToken);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var plan = await db.Archives.Where(archive => archive.Id == id && archive.PlanId != null)
            .Select(archive => new { archive.Plan!.Hooks, archive.Plan.Site }).FirstOrDefaultAsync(cancellationToken);
        var job = RestoreJob.Of(id, target.RepositoryId, site, details, clock.GetUtcNow(), plan?.Hooks, plan?.Site);
        var started = await announcer.EnqueueAsync(db, job, cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started with { Message = $"{started.Message} {job.Details.NoteOnHooks()}".TrimEnd() });
    }
}
