using BorgUi.Api.Http;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Plans;
using BorgUi.Core.Schedules;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Api.Schedules;

/// <summary>A schedule as it is to be stored, once nothing is wrong with it.</summary>
internal sealed record CheckedSchedule
{
    public required string Name { get; init; }

    public required ScheduledOperation Operation { get; init; }

    public Guid? PlanId { get; init; }

    public Guid? RepositoryId { get; init; }

    public required string CronExpression { get; init; }

    public required string TimeZone { get; init; }

    public required bool Enabled { get; init; }

    public required CatchUp CatchUp { get; init; }

    public required int JitterSeconds { get; init; }

    public required List<Blackout> Blackouts { get; init; }
}

internal static class ScheduleRules
{
    private const int MostJitterSeconds = 24 * 60 * 60;

    /// <param name="newPlan">The plan that is made along with it.</param>
    public static async Task<CheckedSchedule> CheckAsync(
        FieldErrors errors, SaveScheduledJobRequest request, BackupPlan? newPlan, BorgUiDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var operation = request.Operation ?? ScheduledOperation.Backup;
        var ofPlan = operation is ScheduledOperation.Backup or ScheduledOperation.Prune or ScheduledOperation.RestoreDrill;
        var target = newPlan is not null ? newPlan.Name
            : ofPlan ? await PlanAsync(errors, request, operation, db, cancellationToken)
            : await RepositoryAsync(errors, request, operation, db, cancellationToken);
        var blackouts = BlackoutRules.Check(errors, request.BlackoutWindows);
        CronRules.Check(errors, ("cron_expression", request.CronExpression), ("time_zone", request.TimeZone), blackouts, now);
        if (request.JitterSeconds is < 0 or > MostJitterSeconds)
        {
            errors.Add("jitter_seconds", $"Give a number from 0 to {MostJitterSeconds}.");
        }

        return new()
        {
            Name = NameOf(errors, request.Name, operation, target),
            Operation = operation,
            PlanId = ofPlan ? newPlan?.Id ?? request.PlanId : null,
            RepositoryId = ofPlan ? null : request.RepositoryId,
            CronExpression = CronRules.Written(request.CronExpression),
            TimeZone = CronRules.ZoneName(request.TimeZone),
            Enabled = request.Enabled ?? true,
            CatchUp = request.CatchUp ?? CatchUp.Once,
            JitterSeconds = request.JitterSeconds ?? 0,
            Blackouts = blackouts,
        };
    }

    /// <summary>Saves; answers the conflict when the name is taken.</summary>
    public static async Task<ConflictProblem?> SaveAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: var table })
        {
            return ConflictProblem.Taken("name", $"A {(table == "backup_plans" ? "plan" : "schedule")} has this name already; choose another.");
        }
    }

    private static string NameOf(FieldErrors errors, string? name, ScheduledOperation operation, string? target) => (name, operation, target) switch
    {
        // Who named nothing that is there hears of that.
        (null or "", _, null) => "",
        (null or "", ScheduledOperation.Backup, _) => target,
        (null or "", ScheduledOperation.RestoreDrill, _) => $"Restore drill of {target}",
        (null or "", _, _) => $"{operation} of {target}",
        _ => TextRules.Name(errors, "name", name),
    };

    /// <summary>The name of the plan; null, and an error, when it does not fit.</summary>
    private static async Task<string?> PlanAsync(
        FieldErrors errors, SaveScheduledJobRequest request, ScheduledOperation operation, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (request.PlanId is not { } id)
        {
            errors.Add("plan_id", operation switch
            {
                ScheduledOperation.Backup => "Say what is backed up: give plan_id, or repository_id and sources for a new plan.",
                ScheduledOperation.Prune => "Say whose archives are pruned: give plan_id.",
                _ => "Say whose archives are tried: give plan_id.",
            });
            return null;
        }

        var plan = await db.Plans.Where(row => row.Id == id).Select(row => new { row.Name, row.Retention }).FirstOrDefaultAsync(cancellationToken);
        if (plan is null)
        {
            errors.Add("plan_id", "There is no plan with this id; it may have been deleted.");
        }
        else if (operation == ScheduledOperation.Prune && plan.Retention is null)
        {
            errors.Add("plan_id", "This plan has no keep rules, so a prune would keep nothing; give the plan some first.");
        }

        return plan?.Name;
    }

    private static async Task<string?> RepositoryAsync(
        FieldErrors errors, SaveScheduledJobRequest request, ScheduledOperation operation, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (request.PlanId is not null)
        {
            errors.Add("plan_id", $"A {Words(operation)} is about a whole repository; give repository_id alone.");
        }

        var name = request.RepositoryId is { } id ? await db.Repositories.Where(row => row.Id == id).Select(row => row.Name).FirstOrDefaultAsync(cancellationToken) : null;
        if (name is null)
        {
            errors.Add("repository_id", request.RepositoryId is null
                ? $"Say which repository the {Words(operation)} is about."
                : "There is no repository with this id; it may have been deleted.");
        }

        return name;
    }

    private static string Words(ScheduledOperation operation) => EnumWords<ScheduledOperation>.Of(operation);
}
