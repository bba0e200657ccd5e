using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

internal sealed class ChangeArchive : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/{id:guid}", HandleAsync)
        .WithName(nameof(ChangeArchive))
        .WithSummary("Pin an archive, or unpin it")
        .WithDescription("No prune and no delete takes a pinned archive away. Refused while such a job runs on the repository, for it may be deleting the archive.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Ok<ArchiveResponse>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, ChangeArchiveRequest request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (request.Pinned is not { } pinned)
        {
            return FieldErrors.Of("pinned", "Say whether the archive is to be pinned.").ToProblem();
        }

        var changed = await db.Archives
            .Where(archive => archive.Id == id && !(pinned && db.Jobs.Any(job =>
                job.RepositoryId == archive.RepositoryId && job.Status == JobStatus.Running && (job.JobType == JobType.Prune || job.JobType == JobType.DeleteArchive))))
            .ExecuteUpdateAsync(row => row.SetProperty(archive => archive.IsPinned, pinned), cancellationToken);
        return await db.Archives.Where(archive => archive.Id == id).Select(ArchiveProjection.OfArchive).FirstOrDefaultAsync(cancellationToken) is not { } found ? TypedResults.NotFound()
            : changed == 0 ? new ConflictProblem("Archives of the repository are being deleted.", "Pin it when that job has ended, or cancel the job.")
            : TypedResults.Ok(found);
    }
}
