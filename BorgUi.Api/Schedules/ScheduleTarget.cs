using BorgUi.Api.Http;
using BorgUi.Api.Plans;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Plans;

namespace BorgUi.Api.Schedules;

/// <summary>The plan that a request for a schedule makes along with it.</summary>
internal static class ScheduleTarget
{
    /// <summary>Null when the request names a plan, or is about something else than a backup.</summary>
    public static async Task<BackupPlan?> NewPlanAsync(
        FieldErrors errors, SaveScheduledJobRequest request, BorgUiDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (request.Operation is not (null or ScheduledOperation.Backup) || (request.Sources is null && request.RepositoryId is null))
        {
            return null;
        }

        if (request.PlanId is not null)
        {
            errors.Add("plan_id", "A plan says by itself what goes where: give plan_id alone, or repository_id and sources without it.");
            return null;
        }

        var plan = await PlanRules.CheckAsync(errors, PlanOf(request), db, cancellationToken, keepPrefix: "");
        return plan.ToPlan(hooks: [], now);
    }

    private static SavePlanRequest PlanOf(SaveScheduledJobRequest request) => new()
    {
        Name = request.Name,
        RepositoryId = request.RepositoryId,
        Sources = request.Sources,
        ExcludePatterns = request.ExcludePatterns,
        Compression = request.Compression,
        ArchiveNameTemplate = request.ArchiveNameTemplate,
        Site = request.Site,
        RunPruneAfter = request.RunPruneAfter,
        RunCompactAfter = request.RunCompactAfter,
        RunCheckAfter = request.RunCheckAfter,
        Retention = new()
        {
            KeepWithin = request.KeepWithin,
            KeepLast = request.KeepLast,
            KeepHourly = request.KeepHourly,
            KeepDaily = request.KeepDaily,
            KeepWeekly = request.KeepWeekly,
            KeepMonthly = request.KeepMonthly,
            KeepYearly = request.KeepYearly,
            TimeZone = request.TimeZone,
        },
    };
}
