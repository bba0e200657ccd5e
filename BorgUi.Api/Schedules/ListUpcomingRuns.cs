using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Schedules;

internal sealed class ListUpcomingRuns : IEndpoint
{
    private const int MostDays = 31;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/upcoming", HandleAsync)
        .WithName(nameof(ListUpcomingRuns))
        .WithSummary("What is due in the coming days")
        .WithDescription("A line for each enabled schedule and each day of its own time zone on which it is due, by time.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<UpcomingRuns>, ValidationProblem>> HandleAsync(
        [Description("1 to 31, 7 when left out.")] int? days, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (days is < 1 or > MostDays)
        {
            return FieldErrors.Of("days", $"Give a number from 1 to {MostDays}.").ToProblem();
        }

        var schedules = await db.ScheduledJobs.AsNoTracking().Where(schedule => schedule.Enabled).ToListAsync(cancellationToken);
        var (from, to) = (clock.GetUtcNow(), clock.GetUtcNow().AddDays(days ?? 7));
        return TypedResults.Ok(new UpcomingRuns([.. schedules.SelectMany(schedule => RunsOf(schedule, from, to)).OrderBy(run => run.FirstAt).ThenBy(run => run.Name, StringComparer.Ordinal)]));
    }

    private static IEnumerable<UpcomingRun> RunsOf(ScheduledJob schedule, DateTimeOffset from, DateTimeOffset to)
    {
        if (CronSchedule.FindZone(schedule.TimeZone) is not { } zone)
        {
            return [];
        }

        return schedule.Schedule.After(from).TakeWhile(due => due < to)
            .GroupBy(due => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, zone).DateTime))
            .Select(day => new UpcomingRun
            {
                ScheduledJobId = schedule.Id,
                Name = schedule.Name,
                Operation = schedule.Operation,
                TimeZone = schedule.TimeZone,
                Day = day.Key,
                FirstAt = day.First(),
                LastAt = day.Last(),
                Count = day.Count(),
            });
    }
}
