using System.Text.Json;
using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>How fresh the plans of the busy sample are, and its alarms.</summary>
internal static class SampleFreshness
{
    private static readonly DateTimeOffset Now = SampleRecords.Now;

    public static PlanFreshness Of(Guid repositoryId, JobStatus? last, DateTimeOffset? lastBackupAt) => new()
    {
        Status = (last, lastBackupAt) switch
        {
            (JobStatus.Failed, _) => FreshnessStatus.Failing,
            (_, null) => FreshnessStatus.Unproven,
            (JobStatus.CompletedWithWarnings, _) => FreshnessStatus.Late,
            _ => FreshnessStatus.Fresh,
        },
        IsOverdue = last == JobStatus.Failed,
        Reason = lastBackupAt is null ? "It was never backed up. The next is due in 5 hours." : "The last good backup is 21 hours old. The next is due in 5 hours.",
        RepositoryId = repositoryId,
        ExpectedBy = FreshnessSource.Schedules,
        ExpectedEverySeconds = 24 * 60 * 60,
        LastSuccess = lastBackupAt,
        LastSuccessHadWarnings = last == JobStatus.CompletedWithWarnings,
        DueBy = Now.AddHours(5),
        OverdueFrom = Now.AddHours(11),
        NextRun = Now.AddHours(5),
    };

    public static bool IsOneOf(PlanResponse plan, string[] words) =>
        words.Length == 0 || words.Contains(JsonNamingPolicy.SnakeCaseLower.ConvertName(plan.Freshness!.Status.ToString()));

    public static IReadOnlyList<AlarmResponse> Alarms(IReadOnlyList<PlanResponse> plans, IReadOnlyList<RepositoryResponse> repositories) =>
    [
        Alarm(AlarmKind.Overdue, AlarmSubject.Plan, plans[2].Id, "The backup of Photos is overdue", "The last good backup is 4 days old. One was due 3 days ago. Back it up now. If nothing is to be expected for a time, say so on the plan."),
        Alarm(AlarmKind.WorkerLost, AlarmSubject.Worker, Guid.CreateVersion7(), $"The worker {Sample.LongName} is lost", "It was last heard of on 22 Nov 2026, 12:03 UTC. Start it again."),
        Alarm(AlarmKind.RepositoryNearlyFull, AlarmSubject.Repository, repositories[0].Id, "The repository tower is nearly full", "Its disk had 90 GiB of 1800 GiB left 3 hours ago."),
        Alarm(AlarmKind.CheckOverdue, AlarmSubject.Repository, repositories[2].Id, $"The repository {Sample.Hostile} was not checked for too long", "Its last check was 120 days ago."),
        Alarm(AlarmKind.WorkerLost, AlarmSubject.Worker, Guid.CreateVersion7(), "The worker cellar-1 is lost", "It was last heard of on 20 Nov 2026, 12:03 UTC.") with { ClearedAt = Now.AddHours(-4) },
    ];

    private static AlarmResponse Alarm(AlarmKind kind, AlarmSubject subject, Guid subjectId, string title, string detail)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id, AlarmId = id, Kind = kind, SubjectType = subject, SubjectId = subjectId, Title = title, Detail = detail,
            RaisedAt = Now.AddHours(-5), LastSeenAt = Now.AddSeconds(-20),
        };
    }
}
