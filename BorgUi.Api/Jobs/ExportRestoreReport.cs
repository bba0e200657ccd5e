using System.ComponentModel;
using System.Globalization;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class ExportRestoreReport : IEndpoint
{
    // What a spreadsheet would take for a formula gets a quote in front: file names come from outside.
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job_id:guid}/report.csv", HandleAsync)
        .WithName(nameof(ExportRestoreReport))
        .WithSummary("What became of each file of a restore, as CSV")
        .Produces<string>(StatusCodes.Status200OK, "text/csv")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<PushStreamHttpResult, NotFound, ValidationProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId,
        [Description("failed, skipped or restored; all when left out.")] string? outcome,
        BorgUiDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var outcomes = EnumWords<ReportOutcome>.Parse(errors, "outcome", outcome is null ? null : [outcome]);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (!await db.Jobs.AnyAsync(job => job.Id == jobId && job.JobType == JobType.Restore, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var lines = JobReports.OfRestore(db, jobId, outcomes is [var only] ? only : null).ReadAllAsync(cancellationToken);
        return TypedResults.Stream(body => WriteAsync(body, lines), "text/csv; charset=utf-8", $"borgui-restore-{jobId}.csv");
    }

    private static async Task WriteAsync(Stream body, IAsyncEnumerable<ReportLine> lines)
    {
        await using var text = new StreamWriter(body, leaveOpen: true);
        await using var csv = new CsvWriter(text, Format, leaveOpen: true);
        foreach (var column in (string[])["outcome", "path", "size", "reason", "exact_name"])
        {
            csv.WriteField(column);
        }

        await foreach (var line in lines)
        {
            await csv.NextRecordAsync();
            csv.WriteField(EnumWords<ReportOutcome>.Of(line.Outcome));
            csv.WriteField(line.Path);
            csv.WriteField(line.Size);
            csv.WriteField(line.Reason);
            csv.WriteField(line.ExactName ? "true" : "false");
        }

        await csv.NextRecordAsync();
        await csv.FlushAsync();
    }
}
