using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Repositories;

internal sealed class CompactRepository : IEndpoint
{
    private const int DefaultThreshold = 10;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/compact", HandleAsync)
        .WithName(nameof(CompactRepository))
        .WithSummary("Free the space of deleted archives")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, CompactRepositoryRequest? request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await RepositoryTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var threshold = request?.Threshold ?? DefaultThreshold;
        if (threshold is < 0 or > 99)
        {
            return FieldErrors.Of("threshold", "Give a percentage from 0 to 99.").ToProblem();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var started = await announcer.EnqueueAsync(db, CompactJob.Of(id, target.Site, new() { ThresholdPercent = threshold }, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
