using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Jobs;

internal sealed class GetDifferences : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{job_id:guid}/differences", HandleAsync)
        .WithName(nameof(GetDifferences))
        .WithSummary("What a comparison found")
        .WithDescription("Of a job that compared two archives, or an archive with the files of now; 404 for other jobs. It grows while the job runs, and goes with its log.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<DifferencePage>, NotFound, ValidationProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId,
        [AsParameters] DifferenceQuery query,
        [Description("How many, 1 to 1000; 200 when left out.")] int? limit,
        [Description("The next of the page before, with the same change and search.")] string? cursor,
        BorgUiDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var change = query.Check(errors);
        var (from, size) = ReportCursor.Check(errors, cursor, limit);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (await DifferenceQuery.StatusOfAsync(db, jobId, cancellationToken) is not { } status)
        {
            return TypedResults.NotFound();
        }

        var part = await JobReports.OfComparison(db, jobId, change).ReadPartAsync(from, size, query.Filter, cancellationToken);
        return TypedResults.Ok(new DifferencePage
        {
            Items = part.Lines,
            Total = query.Filter is null ? part.Total : null,
            Next = part.Next,
            IsComplete = status is JobStatus.Completed or JobStatus.CompletedWithWarnings,
        });
    }
}
