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
        await AnswerAsync(db.Jobs, jobId, reasons, cancellationToken);

    /// <summary>The job with this id among the given ones, as it goes out.</summary>
    internal static async Task<Results<Ok<JobResponse>, NotFound>> AnswerAsync(
        IQueryable<Job> jobs, Guid jobId, WaitingReasons reasons, CancellationToken cancellationToken)
    {
        var one = jobs.Where(job => job.Id == jobId);
        if (await one.Select(JobRow.OfJob).FirstOrDefaultAsync(cancellationToken) is not { } row)
        {
            return TypedResults.NotFound();
        }

        var warnings = row.Response.WarningCount == 0 ? [] : await one.Select(job => job.Warnings).FirstOrDefaultAsync(cancellationToken);
        var explained = await reasons.AddToAsync([row], cancellationToken);
        var request = await JobRequestText.OfAsync(one, row.Response.JobType, cancellationToken);
        return TypedResults.Ok(explained[0] with { Warnings = warnings ?? [], Request = request });
    }
}
