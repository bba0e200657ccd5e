using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class GetRestoreReport : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job_id:guid}/report", HandleAsync)
        .WithName(nameof(GetRestoreReport))
        .WithSummary("What became of each file of a restore")
        .WithDescription("The failed ones first. It grows while the restore runs, and goes with the log of the job.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<ReportPage>, NotFound, ValidationProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId,
        [Description("failed, skipped or restored.")] string? outcome,
        [Description("How many, 1 to 1000; 200 when left out.")] int? limit,
        [Description("The next of the page before.")] string? cursor,
        BorgUiDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var outcomes = EnumWords<ReportOutcome>.Parse(errors, "outcome", outcome is null ? null : [outcome]);
        var (from, size) = ReportCursor.Check(errors, cursor, limit);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (!await db.Jobs.AnyAsync(job => job.Id == jobId && job.JobType == JobType.Restore, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var part = await JobReports.OfRestore(db, jobId, outcomes is [var only] ? only : null).ReadPartAsync(from, size, isWanted: null, cancellationToken);
        return TypedResults.Ok(new ReportPage { Items = part.Lines, Total = part.Total, Next = part.Next });
    }
}
