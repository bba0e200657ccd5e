using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Logs;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Logs;

internal sealed class GetRecentLog : IEndpoint
{
    private const int MaximumLimit = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", HandleAsync)
        .WithName(nameof(GetRecentLog))
        .WithSummary("The newest lines of all jobs' logs, newest first")
        .WithDescription("A level means that level and worse. The whole log of one job is at /api/jobs/{job_id}/log.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<RecentLog>, ValidationProblem>> HandleAsync(
        [Description("How many, 1 to 500; 500 when left out.")] int? limit,
        [FromQuery(Name = "job_id")] Guid? jobId,
        [Description("debug, info, warning or error.")] string? level,
        string? search,
        BorgUiDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (limit is < 1 or > MaximumLimit)
        {
            errors.Add("limit", $"Give a number from 1 to {MaximumLimit}.");
        }

        var levels = EnumWords<JobLogLevel>.Parse(errors, "level", level is null ? null : [level]);
        var sought = TextRules.Search(errors, search);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var least = levels is [var given] ? given : JobLogLevel.Debug;
        var lines = await RecentLogLines.ReadAsync(db, jobId, least, sought, limit ?? MaximumLimit, cancellationToken);
        return TypedResults.Ok(new RecentLog { Items = lines });
    }
}
