using System.Linq.Expressions;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Schedules;

namespace BorgUi.Api.Schedules;

/// <summary>A schedule as the database gives it; what follows from its times is added here.</summary>
internal sealed record ScheduledJobRow(ScheduledJobResponse Response, List<Blackout> Blackouts, KeepRules? Retention)
{
    public static readonly Expression<Func<ScheduledJob, ScheduledJobRow>> OfSchedule = schedule => new ScheduledJobRow(
        new ScheduledJobResponse
        {
            Id = schedule.Id,
            ScheduledJobId = schedule.Id,
            ScheduledItem = "",
            Name = schedule.Name,
            Operation = schedule.Operation,
            PlanId = schedule.PlanId,
            PlanName = schedule.Plan!.Name,
            RepositoryId = schedule.RepositoryId ?? schedule.Plan.RepositoryId,
            RepositoryName = schedule.Repository!.Name ?? schedule.Plan.Repository!.Name,
            CronExpression = schedule.CronExpression,
            TimeZone = schedule.TimeZone,
            Enabled = schedule.Enabled,
            CatchUp = schedule.CatchUp,
            JitterSeconds = schedule.JitterSeconds,
            BlackoutWindows = new List<BlackoutWindow>(),
            CreatedAt = schedule.CreatedAt,
            LastDueAt = schedule.LastDueAt,
            LastOutcome = schedule.LastOutcome,
            MissedBefore = schedule.MissedBefore,
            LastRun = schedule.LastRunAt,
            LastJob = schedule.LastJob == null ? null : new ScheduleRun(schedule.LastJob.Id, schedule.LastJob.Status, schedule.LastJob.CompletedAt),
            ArchiveNameTemplate = schedule.Plan.ArchiveNameTemplate,
            RunPruneAfter = (bool?)schedule.Plan.RunPruneAfter,
            RunCompactAfter = (bool?)schedule.Plan.RunCompactAfter,
            RunCheckAfter = (bool?)schedule.Plan.RunCheckAfter,
        },
        schedule.Blackouts,
        schedule.Plan.Retention);

    public ScheduledJobResponse ToResponse(DateTimeOffset now) => Response with
    {
        ScheduledItem = ScheduledItem.IdOf(EnumWords<ScheduledOperation>.Of(Response.Operation), Response.Id),
        BlackoutWindows = BlackoutRules.Write(Blackouts),
        NextRun = Response.Enabled ? NextAfter(now) : null,
        KeepWithin = Retention?.KeepWithin,
        KeepLast = Retention?.KeepLast,
        KeepHourly = Retention?.KeepHourly,
        KeepDaily = Retention?.KeepDaily,
        KeepWeekly = Retention?.KeepWeekly,
        KeepMonthly = Retention?.KeepMonthly,
        KeepYearly = Retention?.KeepYearly,
    };

    public static Page<ScheduledJobResponse> ToResponses(Page<ScheduledJobRow> page, DateTimeOffset now) => new()
    {
        Items = [.. page.Items.Select(row => row.ToResponse(now))],
        Total = page.Total,
        TotalIsEstimate = page.TotalIsEstimate,
        Next = page.Next,
    };

    private DateTimeOffset? NextAfter(DateTimeOffset now)
    {
        try
        {
            return CronSchedule.Of(Response.CronExpression, Response.TimeZone, Blackouts).NextAfter(now);
        }
        catch (FormatException)
        {
            // Stored on a machine that knew a time zone which this one does not know.
            return null;
        }
    }
}
