using System.Globalization;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class ExportJobs : IEndpoint
{
    // What a spreadsheet would take for a formula gets a quote in front: file names and errors come from outside.
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape };

    private static readonly (string Name, Func<JobResponse, object?> Of)[] Columns =
    [
        ("job_id", job => job.JobId),
        ("job_type", job => EnumWords<JobType>.Of(job.JobType)),
        ("status", job => EnumWords<JobStatus>.Of(job.Status)),
        ("triggered_by", job => EnumWords<JobTrigger>.Of(job.TriggeredBy)),
        ("repository_id", job => job.RepositoryId),
        ("repository", job => job.RepositoryName),
        ("plan_id", job => job.PlanId),
        ("plan", job => job.PlanName),
        ("archive", job => job.ArchiveName),
        ("worker", job => job.Worker),
        ("attempt", job => job.Attempt),
        ("created_at", job => Utc(job.CreatedAt)),
        ("started_at", job => Utc(job.StartedAt)),
        ("completed_at", job => Utc(job.CompletedAt)),
        ("duration_seconds", job => (job.CompletedAt - job.StartedAt)?.TotalSeconds),
        ("files_processed", job => job.FilesProcessed),
        ("original_size", job => job.OriginalSize),
        ("compressed_size", job => job.CompressedSize),
        ("deduplicated_size", job => job.DeduplicatedSize),
        ("warning_count", job => job.WarningCount),
        ("return_code", job => job.ReturnCode),
        ("error_message", job => job.ErrorMessage),
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/export.csv", Handle)
        .WithName(nameof(ExportJobs))
        .WithSummary("The filtered history as CSV, newest first")
        .WithDescription("Takes the filters of the list. Sizes are bytes, times UTC.")
        .Produces<string>(StatusCodes.Status200OK, "text/csv")
        .RequireAuthorization(Policies.Viewer);

    private static Results<PushStreamHttpResult, ValidationProblem> Handle(
        [AsParameters] JobFilter filter, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var jobs = filter.Apply(errors, db.Jobs).OrderByDescending(job => job.CreatedAt).ThenByDescending(job => job.Id).Select(JobRow.OfJob);
        return errors.Any
            ? errors.ToProblem()
            : TypedResults.Stream(body => WriteAsync(body, jobs, cancellationToken), "text/csv; charset=utf-8", "borgui-jobs.csv");
    }

    private static async Task WriteAsync(Stream body, IQueryable<JobRow> jobs, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(body, leaveOpen: true);
        await using var csv = new CsvWriter(text, Format, leaveOpen: true);
        foreach (var (name, _) in Columns)
        {
            csv.WriteField(name);
        }

        await foreach (var job in jobs.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await csv.NextRecordAsync();
            foreach (var (_, of) in Columns)
            {
                csv.WriteField(of(job.Response));
            }
        }

        await csv.NextRecordAsync();
        await csv.FlushAsync();
    }

    private static string? Utc(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
