using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Archives;

internal sealed class DiffArchivesExactly : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/diff/{other_id:guid}", HandleAsync)
        .WithName(nameof(DiffArchivesExactly))
        .WithSummary("Have borg compare the content of two archives of a repository")
        .WithDescription("The first is the older one; neither needs to be indexed. What differs is read at /api/jobs/{job_id}/differences.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, [FromRoute(Name = "other_id")] Guid otherId, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is not { } target || await ArchiveTarget.FindAsync(db, otherId, cancellationToken) is not { } other)
        {
            return TypedResults.NotFound();
        }

        if (ProblemOf(target, other) is { } problem)
        {
            return FieldErrors.Of("other_id", problem).ToProblem();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var details = new DiffDetails { ArchiveName = target.Name, BorgId = target.BorgId, OtherArchiveId = other.Id, OtherArchiveName = other.Name };
        var started = await announcer.EnqueueAsync(db, DiffArchivesJob.Of(id, target.RepositoryId, target.Site, details, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }

    private static string? ProblemOf(ArchiveTarget target, ArchiveTarget other) => target switch
    {
        _ when target.Id == other.Id => "An archive is the same as itself; give another one of its repository.",
        _ when target.RepositoryId != other.RepositoryId => "The archives are in different repositories, and borg compares only within one; give another one of the first's repository.",
        _ => null,
    };
}
