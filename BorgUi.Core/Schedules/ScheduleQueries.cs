using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Schedules;

public static class ScheduleQueries
{
    /// <summary>Loads what <see cref="ScheduledWork"/> makes jobs from.</summary>
    public static IQueryable<ScheduledJob> IncludeTargets(this IQueryable<ScheduledJob> schedules) => schedules
        .Include(schedule => schedule.Repository)
        .Include(schedule => schedule.Plan!.Repository)
        .Include(schedule => schedule.Plan!.Copies).ThenInclude(copy => copy.Repository);
}
