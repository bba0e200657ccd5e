using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

internal sealed class RenameArchive : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/rename", HandleAsync)
        .WithName(nameof(RenameArchive))
        .WithSummary("Give an archive another name")
        .WithDescription("The job is refused where borg is older than 1.2.5 on either end: newer versions reject what it would leave behind.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, RenameArchiveRequest request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ArchiveTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var name = NameOf(errors, request.Name);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (await db.Archives.AnyAsync(archive => archive.RepositoryId == target.RepositoryId && archive.Name == name, cancellationToken))
        {
            return ConflictProblem.Taken("name", "An archive of this repository has this name already; choose another.");
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var details = new RenameDetails { ArchiveName = target.Name, BorgId = target.BorgId, NewName = name };
        var started = await announcer.EnqueueAsync(db, RenameArchiveJob.Of(id, target.RepositoryId, target.Site, details, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }

    private static string NameOf(FieldErrors errors, string? given)
    {
        var name = given?.Trim() ?? "";
        var problem = TextRules.IsWellFormed(name) ? ArchiveName.ProblemOf(name) : "The name holds a character that no name can have; leave it out.";
        if (problem is not null)
        {
            errors.Add("name", problem);
        }

        return name;
    }
}
