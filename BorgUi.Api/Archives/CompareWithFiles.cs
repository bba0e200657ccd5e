using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

internal sealed class CompareWithFiles : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/compare", HandleAsync)
        .WithName(nameof(CompareWithFiles))
        .WithSummary("Compare an archive with the files as they are now")
        .WithDescription("Runs at the site of the archive's plan, else of its repository. New files are looked for only if the archive has a plan. What differs is read at /api/jobs/{job_id}/differences.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        Guid id, CompareRequest? request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var plan = await db.Archives.Where(archive => archive.Id == id && archive.PlanId != null)
            .Select(archive => new { archive.Plan!.Id, archive.Plan.Site }).FirstOrDefaultAsync(cancellationToken);
        var details = new CompareLiveDetails { ArchiveName = target.Name, BorgId = target.BorgId, Content = request?.Content == true };
        var job = CompareLiveJob.Of(id, target.RepositoryId, plan?.Id, plan?.Site ?? target.Site, details, clock.GetUtcNow());
        var started = await announcer.EnqueueAsync(db, job, cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
