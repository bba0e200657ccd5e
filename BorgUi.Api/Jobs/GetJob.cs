using BorgUi.Api.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class GetJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{job_id:guid}", HandleAsync)
        .WithName(nameof(GetJob))
        .WithSummary("One job, with its warnings")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<JobResponse>, NotFound>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId, BorgUiDbContext db, WaitingReasons reasons, CancellationToken cancellationToken) =>
        await FindAsync(db.Jobs.Where(job => job.Id == jobId), reasons, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.NotFound();

    /// <summary>The only job of the query, as it goes out; null when there is none.</summary>
    internal static async Task<JobResponse?> FindAsync(IQueryable<Job> one, WaitingReasons reasons, CancellationToken cancellationToken)
    {
        if (await one.Select(JobRow.OfJob).FirstOrDefaultAsync(cancellationToken) is not { } row)
        {
            return null;
        }

        var warnings = row.Response.WarningCount == 0 ? [] : await one.Select(job => job.Warnings).FirstOrDefaultAsync(cancellationToken);
        var explained = await reasons.AddToAsync([row], cancellationToken);
        return explained[0] with { Warnings = warnings ?? [] };
    }
}
