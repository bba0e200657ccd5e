using System.Globalization;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class ExportJobLog : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{job_id:guid}/log.txt", HandleAsync)
        .WithName(nameof(ExportJobLog))
        .WithSummary("The whole log of a job as text")
        .Produces<string>(StatusCodes.Status200OK, "text/plain")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<PushStreamHttpResult, NotFound>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId, BorgUiDbContext db, CancellationToken cancellationToken) =>
        await db.Jobs.Where(job => job.Id == jobId).Select(job => new { job.LogRemovedAt }).FirstOrDefaultAsync(cancellationToken) is { } job
            ? TypedResults.Stream(body => WriteAsync(body, jobId, job.LogRemovedAt, db, cancellationToken), "text/plain; charset=utf-8", $"job-{jobId}.log.txt")
            : TypedResults.NotFound();

    private static async Task WriteAsync(Stream body, Guid jobId, DateTimeOffset? removedAt, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(body, leaveOpen: true) { NewLine = "\n" };
        if (removedAt is { } at)
        {
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"… the log was removed on {at.UtcDateTime:yyyy-MM-dd}, because the job ended long ago …"));
        }

        var expected = 1L;
        await foreach (var line in JobLog.After(db, jobId, after: 0).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (line.Number > expected)
            {
                await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"… {line.Number - expected} lines were cut out here …"));
            }

            await writer.WriteLineAsync(Text(line).AsMemory(), cancellationToken);
            expected = line.Number + 1;
        }
    }

    private static string Text(JobLogLine line) => string.Create(
        CultureInfo.InvariantCulture, $"{line.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {EnumWords<JobLogLevel>.Of(line.Level),-7} {line.Message}");
}
