using System.Globalization;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Jobs;

internal sealed class ExportDifferences : IEndpoint
{
    // What a spreadsheet would take for a formula gets a quote in front: file names come from outside.
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape };

    private static readonly (string Name, Func<DifferenceLine, object?> Of)[] Columns =
    [
        ("change", line => EnumWords<DifferenceChange>.Of(line.Change)),
        ("path", line => line.Path),
        ("type", line => line.Type is { } type ? EnumWords<EntryType>.Of(type) : null),
        ("what", line => string.Join(' ', line.What.Select(EnumWords<EntryAspect>.Of))),
        ("size_before", line => line.SizeBefore),
        ("size_after", line => line.SizeAfter),
        ("mtime_before", line => Utc(line.MtimeBefore)),
        ("mtime_after", line => Utc(line.MtimeAfter)),
        ("bytes_added", line => line.BytesAdded),
        ("bytes_removed", line => line.BytesRemoved),
        ("reason", line => line.Reason),
        ("exact_name", line => line.ExactName ? "true" : "false"),
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{job_id:guid}/differences.csv", HandleAsync)
        .WithName(nameof(ExportDifferences))
        .WithSummary("What a comparison found, as CSV")
        .WithDescription("Takes the filters of the pages. Sizes are bytes, times UTC.")
        .Produces<string>(StatusCodes.Status200OK, "text/csv")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<PushStreamHttpResult, NotFound, ValidationProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId, [AsParameters] DifferenceQuery query, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var change = query.Check(errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (await DifferenceQuery.StatusOfAsync(db, jobId, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var lines = JobReports.OfComparison(db, jobId, change).ReadAllAsync(cancellationToken);
        return TypedResults.Stream(body => WriteAsync(body, lines, query.Filter), "text/csv; charset=utf-8", $"borgui-differences-{jobId}.csv");
    }

    private static async Task WriteAsync(Stream body, IAsyncEnumerable<DifferenceLine> lines, Func<DifferenceLine, bool>? isWanted)
    {
        await using var text = new StreamWriter(body, leaveOpen: true);
        await using var csv = new CsvWriter(text, Format, leaveOpen: true);
        foreach (var (name, _) in Columns)
        {
            csv.WriteField(name);
        }

        await foreach (var line in lines)
        {
            if (isWanted?.Invoke(line) != false)
            {
                await csv.NextRecordAsync();
                foreach (var (_, of) in Columns)
                {
                    csv.WriteField(of(line));
                }
            }
        }

        await csv.NextRecordAsync();
        await csv.FlushAsync();
    }

    private static string? Utc(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
