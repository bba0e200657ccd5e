using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class ListJobs : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", HandleAsync)
        .WithName(nameof(ListJobs))
        .WithSummary("All jobs, newest first; running ones with their progress")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<JobResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page, [AsParameters] JobFilter filter, BorgUiDbContext db, WaitingReasons reasons, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        var filtered = filter.Apply(errors, db.Jobs);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        return TypedResults.Ok(await PageAsync(filtered, page, after, reasons, cancellationToken));
    }

    /// <summary>A page of jobs as they go out, newest first.</summary>
    internal static async Task<Page<JobResponse>> PageAsync(
        IQueryable<Job> filtered, PageQuery page, TimeCursor? after, WaitingReasons reasons, CancellationToken cancellationToken)
    {
        var rest = after is null ? filtered : filtered.Where(job => EF.Functions.LessThan(ValueTuple.Create(job.CreatedAt, job.Id), ValueTuple.Create(after.At, after.Id)));
        var rows = await NewestFirst(Picked(rest, page)).Select(JobRow.OfJob)
            .TakePageAsync(page, filtered, row => new TimeCursor(row.Response.CreatedAt, row.Response.JobId).ToString(), cancellationToken);
        return new()
        {
            Items = await reasons.AddToAsync(rows.Items, cancellationToken),
            Total = rows.Total,
            TotalIsEstimate = rows.TotalIsEstimate,
            Next = rows.Next,
        };
    }

    // What is passed over is passed over in the index alone; whole rows are read, and their names looked up, only of the page.
    private static IQueryable<Job> Picked(IQueryable<Job> jobs, PageQuery page)
    {
        var ids = NewestFirst(jobs).Select(job => job.Id).Skip(page.Skip).Take(page.Size + 1);
        return jobs.Where(job => ids.Contains(job.Id));
    }

    private static IOrderedQueryable<Job> NewestFirst(IQueryable<Job> jobs) =>
        jobs.OrderByDescending(job => job.CreatedAt).ThenByDescending(job => job.Id);
}
