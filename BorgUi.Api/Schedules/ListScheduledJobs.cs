using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Schedules;

internal sealed class ListScheduledJobs : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", HandleAsync)
        .WithName(nameof(ListScheduledJobs))
        .WithSummary("The schedules, by name, with their last and next time")
        .WithDescription("search looks at the names of schedule, plan and repository; repository_id finds also what its plans have.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<ScheduledJobResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page, string? search, [FromQuery(Name = "plan_id")] Guid? planId, [FromQuery(Name = "repository_id")] Guid? repositoryId,
        BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterName(errors);
        var sought = TextRules.Search(errors, search);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var filtered = db.ScheduledJobs.Where(schedule => (planId == null || schedule.PlanId == planId)
            && (repositoryId == null || schedule.RepositoryId == repositoryId || schedule.Plan!.RepositoryId == repositoryId || schedule.Plan.Copies.Any(copy => copy.RepositoryId == repositoryId)));
        if (sought is not null)
        {
            var pattern = TextRules.Anywhere(sought);
            filtered = filtered.Where(schedule => EF.Functions.ILike(schedule.Name, pattern, TextRules.Escape)
                || EF.Functions.ILike(schedule.Plan!.Name, pattern, TextRules.Escape)
                || EF.Functions.ILike(schedule.Repository!.Name, pattern, TextRules.Escape));
        }

        var rest = after is null ? filtered : filtered.Where(schedule => schedule.Name.CompareTo(after.Name) > 0);
        var rows = await rest.OrderBy(schedule => schedule.Name).Select(ScheduledJobRow.OfSchedule)
            .ToPageAsync(page, filtered, row => new NameCursor(row.Response.Name).ToString(), cancellationToken);
        return TypedResults.Ok(ScheduledJobRow.ToResponses(rows, clock.GetUtcNow()));
    }
}
