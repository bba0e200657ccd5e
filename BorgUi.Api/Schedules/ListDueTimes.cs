using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Schedules;

internal sealed class ListDueTimes : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/due-times", HandleAsync)
        .WithName(nameof(ListDueTimes))
        .WithSummary("What became of the due times of a schedule, newest first")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<DueTimeResponse>>, NotFound, ValidationProblem>> HandleAsync(
        Guid id, [AsParameters] PageQuery page, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (await db.ScheduledJobs.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } schedule)
        {
            return TypedResults.NotFound();
        }

        var item = ScheduledItem.IdOf(schedule.Kind, id);
        var filtered = db.DueTimes.Where(due => due.ScheduledItem == item);
        var rest = after is null ? filtered : filtered.Where(due => due.DueAt < after.At);
        return TypedResults.Ok(await rest.OrderByDescending(due => due.DueAt)
            .Select(due => new DueTimeResponse(
                due.DueAt, due.Outcome, due.MissedBefore, due.ExecutionId, db.Jobs.Where(job => job.Id == due.ExecutionId).Select(job => (JobStatus?)job.Status).FirstOrDefault(), due.DecidedAt))
            .ToPageAsync(page, filtered, due => new TimeCursor(due.DueAt, id).ToString(), cancellationToken));
    }
}
