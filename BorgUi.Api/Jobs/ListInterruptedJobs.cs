using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class ListInterruptedJobs : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/interrupted", HandleAsync)
        .WithName(nameof(ListInterruptedJobs))
        .WithSummary("Jobs whose worker died, newest first: recover them or dismiss them")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<JobResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var interrupted = db.Jobs.Where(job => job.Status == JobStatus.Interrupted);
        var rest = after is null ? interrupted : interrupted.Where(job => EF.Functions.LessThan(ValueTuple.Create(job.CreatedAt, job.Id), ValueTuple.Create(after.At, after.Id)));
        return TypedResults.Ok(await rest.OrderByDescending(job => job.CreatedAt).ThenByDescending(job => job.Id).Select(JobRow.OfJob).Select(row => row.Response)
            .ToPageAsync(page, interrupted, job => new TimeCursor(job.CreatedAt, job.JobId).ToString(), cancellationToken));
    }
}
