using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Maintenance;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Schedules;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>Schedules and maintenance of the busy sample.</summary>
internal static class SampleSchedules
{
    public static readonly Guid NightlyId = Guid.Parse("01930000-0000-7000-8000-0000000000a1");
    public static readonly Guid ReportRunId = Guid.Parse("01930000-0000-7000-8000-0000000000b1");

    private static readonly DateTimeOffset Now = SampleRecords.Now;

    public static IReadOnlyList<ScheduledJobResponse> Schedules(IReadOnlyList<PlanResponse> plans, IReadOnlyList<RepositoryResponse> repositories) =>
    [
        Schedule(NightlyId, "nightly", plans[0], "0 3 * * *", "Europe/Berlin") with
        {
            BlackoutWindows = [new() { Days = ["monday", "friday"], From = "08:00", To = "18:00" }],
            LastDueAt = Now.AddHours(-9), LastOutcome = DueOutcome.Queued, MissedBefore = 2, LastRun = Now.AddHours(-9),
            LastJob = new(Sample.RunningJobId, JobStatus.Running, null),
        },
        Schedule(Guid.CreateVersion7(), Sample.Hostile, plans[3], "15 */6 * * *", "UTC") with
        {
            CatchUp = CatchUp.Skip, LastDueAt = Now.AddHours(-9), LastOutcome = DueOutcome.Missed, LastRun = Now.AddDays(-2), LastJob = new(Sample.FailedJobId, JobStatus.Failed, Now.AddDays(-2)),
        },
        Schedule(Guid.CreateVersion7(), Sample.LongName, plans[5], "7 5 1,15 * 1", "Pacific/Auckland") with { Enabled = false, NextRun = null },
        Schedule(Guid.CreateVersion7(), "check of the tower", plans[0], "30 4 * * 0,6", "UTC") with
        {
            Operation = ScheduledOperation.Check, PlanId = null, PlanName = null, RepositoryId = repositories[0].Id, RepositoryName = repositories[0].Name,
        },
    ];

    public static IReadOnlyList<UpcomingRun> Coming(IReadOnlyList<ScheduledJobResponse> schedules, int days) =>
    [
        .. from schedule in schedules where schedule.Enabled
           from day in Enumerable.Range(1, days)
           let at = new DateTimeOffset(Now.UtcDateTime.Date.AddDays(day).AddHours(2), TimeSpan.Zero)
           select new UpcomingRun
           {
               ScheduledJobId = schedule.Id, Name = schedule.Name, Operation = schedule.Operation, TimeZone = schedule.TimeZone, Day = DateOnly.FromDateTime(at.DateTime),
               FirstAt = at, LastAt = schedule.CronExpression.Contains('/', StringComparison.Ordinal) ? at.AddHours(18) : at, Count = schedule.CronExpression.Contains('/', StringComparison.Ordinal) ? 4 : 1,
           },
    ];

    public static IReadOnlyList<DueTimeResponse> DueTimes() =>
    [
        new(Now.AddHours(-9), DueOutcome.Queued, 2, Sample.RunningJobId, JobStatus.Running, Now.AddHours(-9)),
        new(Now.AddHours(-81), DueOutcome.Covered, 0, Guid.CreateVersion7(), null, Now.AddHours(-81)),
        new(Now.AddHours(-105), DueOutcome.Missed, 1, null, null, Now.AddHours(-100)),
    ];

    public static IReadOnlyList<MaintenanceRunResponse> Runs() =>
    [
        Run(ReportRunId, MaintenanceJobType.DatabaseReport, MaintenanceRunStatus.Completed, "The database takes 12.3 MiB.") with
        {
            Result = JsonElement.Parse("""{"size_bytes":12897485,"tables":[{"name":"job_log_chunks","size_bytes":8388608,"rows_estimate":1200}]}"""),
        },
        Run(Guid.CreateVersion7(), MaintenanceJobType.HistoryCleanup, MaintenanceRunStatus.Failed, "Its worker tower-2211 ended without finishing it."),
        Run(Guid.CreateVersion7(), MaintenanceJobType.WorkerCleanup, MaintenanceRunStatus.Running, null) with { FinishedAt = null, Worker = null },
    ];

    public static IReadOnlyList<MaintenanceJobResponse> Jobs() =>
    [
        .. Enum.GetValues<MaintenanceJobType>().Select(type => new MaintenanceJobResponse
        {
            Id = Guid.CreateVersion7(), Key = type.ToString(), JobType = type, ScheduledItem = "maintenance:x", ScheduleCron = "17 * * * *", Enabled = type is not (MaintenanceJobType.AccessCleanup or MaintenanceJobType.RetentionCleanup),
            VisibleInUi = true, NextRun = Now.AddMinutes(20), LastRun = Runs().FirstOrDefault(run => run.JobType == type),
        }),
    ];

    private static ScheduledJobResponse Schedule(Guid id, string name, PlanResponse plan, string cron, string zone) => new()
    {
        Id = id, ScheduledJobId = id, ScheduledItem = $"backup:{id}", Name = name, Operation = ScheduledOperation.Backup, PlanId = plan.Id, PlanName = plan.Name,
        RepositoryId = plan.RepositoryId, RepositoryName = plan.RepositoryName, CronExpression = cron, TimeZone = zone, Enabled = true, CatchUp = CatchUp.Once, JitterSeconds = 0,
        BlackoutWindows = [], CreatedAt = Now.AddDays(-20), NextRun = Now.AddHours(5),
    };

    private static MaintenanceRunResponse Run(Guid id, MaintenanceJobType type, MaintenanceRunStatus status, string? message) => new()
    {
        Id = id, RunId = id, MaintenanceJobId = Guid.CreateVersion7(), Key = type.ToString(), JobType = type, Status = status, Message = message,
        StartedAt = Now.AddHours(-2), FinishedAt = Now.AddHours(-2).AddSeconds(3), Worker = "tower-2211",
    };
}
