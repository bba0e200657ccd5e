using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class GetJobLog : IEndpoint
{
    private const int DefaultLimit = 500;
    private const int MaximumLimit = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{job_id:guid}/log", HandleAsync)
        .WithName(nameof(GetJobLog))
        .WithSummary("The log of a job, in order")
        .WithDescription("Read on by giving next as after. A level means that level and worse.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<JobLogPage>, NotFound, ValidationProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId,
        [Description("The number of the last line that is known already.")] long? after,
        [Description("How many, 1 to 1000; 500 when left out.")] int? limit,
        [Description("debug, info, warning or error.")] string? level,
        string? search,
        BorgUiDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var size = Check(errors, after, limit);
        var levels = EnumWords<JobLogLevel>.Parse(errors, "level", level is null ? null : [level]);
        var sought = TextRules.Search(errors, search);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        // The job before its lines: lines that come in between are in the answer, and none is passed over.
        var job = await db.Jobs.Where(row => row.Id == jobId).Select(row => new { row.Status, row.LogLines, row.LogLinesOmitted, row.LogRemovedAt }).FirstOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return TypedResults.NotFound();
        }

        var from = after ?? 0;
        var lines = await JobLog.After(db, jobId, from, levels, sought).Take(size).ToListAsync(cancellationToken);
        var isFull = lines.Count == size;
        return TypedResults.Ok(new JobLogPage
        {
            Items = lines,
            Next = isFull ? lines[^1].Number : Math.Max(from, Math.Max(job.LogLines, lines.LastOrDefault()?.Number ?? 0)),
            OmittedLines = job.LogLinesOmitted,
            RemovedAt = job.LogRemovedAt,
            IsComplete = job.Status.HasEnded() && !isFull,
        });
    }

    private static int Check(FieldErrors errors, long? after, int? limit)
    {
        if (after is < 0)
        {
            errors.Add("after", "Give 0 or more.");
        }

        if (limit is < 1 or > MaximumLimit)
        {
            errors.Add("limit", $"Give a number from 1 to {MaximumLimit}.");
        }

        return limit ?? DefaultLimit;
    }
}
