using BorgUi.Api.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Jobs;

internal sealed class GetRestoreJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job_id:guid}", HandleAsync)
        .WithName(nameof(GetRestoreJob))
        .WithSummary("One restore; 404 for jobs of another kind")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<JobResponse>, NotFound>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId, BorgUiDbContext db, WaitingReasons reasons, CancellationToken cancellationToken) =>
        await GetJob.AnswerAsync(db.Jobs.OfType<RestoreJob>(), jobId, reasons, cancellationToken);
}
