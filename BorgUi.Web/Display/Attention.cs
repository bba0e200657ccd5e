using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Stats;

namespace BorgUi.Web.Display;

/// <summary>What needs a person, each thing once.</summary>
internal sealed record Attention
{
    public required IReadOnlyList<AlarmResponse> Alarms { get; init; }

    /// <summary>Without the failed backups of plans whose alarm tells of them.</summary>
    public required IReadOnlyList<JobResponse> Jobs { get; init; }

    public required int RepositoriesWithTrouble { get; init; }

    /// <summary>Why a worker takes no jobs.</summary>
    public string? WorkerTrouble { get; init; }

    /// <summary>How many things there are, also those that are too many to be listed.</summary>
    public required int Count { get; init; }

    public static Attention Of(DashboardResponse figures)
    {
        var overdue = figures.Alarms.Where(alarm => alarm.Kind == AlarmKind.Overdue).Select(alarm => alarm.SubjectId).ToHashSet();
        List<JobResponse> jobs =
        [
            .. figures.NeedsAttention.Where(job => job is not { JobType: JobType.Backup, Status: JobStatus.Failed, PlanId: { } plan } || !overdue.Contains(plan)),
        ];
        return new()
        {
            Alarms = figures.Alarms,
            Jobs = jobs,
            RepositoriesWithTrouble = figures.RepositoriesWithTrouble,
            WorkerTrouble = figures.WorkerTrouble,
            Count = figures.ActiveAlarms + jobs.Count + figures.RepositoriesWithTrouble + (figures.WorkerTrouble is null ? 0 : 1),
        };
    }
}
