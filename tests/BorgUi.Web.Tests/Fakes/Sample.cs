using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Logs;
using BorgUi.Contracts.Notifications;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Schedules;
using BorgUi.Contracts.Stats;
using BorgUi.Contracts.Workers;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>An installation as the API tells of it: one that is busy, with names that try to break pages, or an empty one.</summary>
public sealed class Sample
{
    public const string Hostile = "<script>alert('no')</script> & \"quotes\"";
    public const string LongName = "nightly-home-directories-of-the-whole-department-including-the-ones-nobody-has-touched-since-2019-on-storage-cluster-03";

    public static readonly Guid RunningJobId = Guid.Parse("01930000-0000-7000-8000-000000000001");
    public static readonly Guid FailedJobId = Guid.Parse("01930000-0000-7000-8000-000000000002");
    public static readonly Guid PendingJobId = Guid.Parse("01930000-0000-7000-8000-000000000003");

    public required IReadOnlyList<RepositoryResponse> Repositories { get; init; }

    public required IReadOnlyList<PlanResponse> Plans { get; set; }

    public required IReadOnlyList<ArchiveResponse> Archives { get; init; }

    public required IReadOnlyList<JobResponse> Jobs { get; init; }

    public IReadOnlyList<WorkerResponse> Workers { get; init; } = [];

    public IReadOnlyList<AlarmResponse> Alarms { get; init; } = [];

    public IReadOnlyList<ScheduledJobResponse> Schedules { get; init; } = [];

    public IReadOnlyList<ChannelResponse> Channels { get; init; } = [];

    /// <summary>The exported key of every repository.</summary>
    public ExportedKey? Key { get; set; }

    public IReadOnlyList<RecentLogLine> RecentLog { get; init; } = [];

    public static Sample Empty() => new() { Repositories = [], Plans = [], Archives = [], Jobs = [] };

    public static Sample Busy()
    {
        var repositories = SampleRecords.Repositories();
        var plans = SampleRecords.Plans(repositories);
        var archives = SampleRecords.Archives(plans);
        repositories = [repositories[0] with { PrunesHeldBy = [new(plans[0].Id, plans[0].Name)] }, .. repositories.Skip(1)];
        return new Sample { Repositories = repositories, Plans = plans, Archives = archives, Jobs = [.. SampleJobs.All(plans, archives), .. SampleOperations.All(repositories[0], archives[0]), .. SampleChains.All(plans[1])], Workers = SampleRecords.Workers(), Alarms = SampleFreshness.Alarms(plans, repositories), Schedules = SampleSchedules.Schedules(plans, repositories), Channels = SampleNotifications.Channels(), RecentLog = SampleJobs.RecentLog() };
    }

    public DashboardResponse Dashboard() => new()
    {
        Alarms = [.. Alarms.Where(alarm => alarm.ClearedAt is null)],
        ActiveAlarms = Alarms.Count(alarm => alarm.ClearedAt is null),
        Freshness = [.. Plans.CountBy(plan => plan.Freshness!.Status).Select(count => new FreshnessCount(count.Key, count.Value))],
        PlanGlances = [.. Plans.Select(plan => new PlanGlance(plan.Id, plan.Name, plan.Freshness!))],
        Repositories = Repositories.Count,
        RepositoriesWithTrouble = Repositories.Count(one => one.State is RepositoryState.Error or RepositoryState.Unreachable),
        Plans = Plans.Count,
        PlansNeverBackedUp = Plans.Count(plan => plan.LastBackupAt is null),
        BacksUpBorgui = Plans.Any(plan => plan.IncludesBorgui),
        Archives = Archives.Count,
        JobsRunning = Jobs.Count(job => job.Status == JobStatus.Running),
        JobsPending = Jobs.Count(job => job.Status == JobStatus.Pending),
        JobsInterrupted = Jobs.Count(job => job.Status == JobStatus.Interrupted),
        WorkersAlive = 2,
        OriginalSize = Repositories.Sum(one => one.OriginalSize ?? 0),
        CompressedSize = Repositories.Sum(one => one.CompressedSize ?? 0),
        DeduplicatedSize = Repositories.Sum(one => one.DeduplicatedSize ?? 0),
        LastBackupAt = Archives.Count == 0 ? null : Archives.Max(archive => archive.StartedAt),
        Days = SampleJobs.Days(isEmpty: Jobs.Count == 0),
        NeedsAttention = [.. Jobs.Where(job => job.Status is JobStatus.Failed or JobStatus.Interrupted).Take(2)],
        RecentJobs = [.. Jobs.Where(job => job.CompletedAt is not null).Take(8)],
    };

    public Page<JobResponse> JobsLike(IQueryCollection query)
    {
        var statuses = query["status"].Select(word => word!).ToHashSet();
        var search = query["search"].ToString();
        var chain = query["chain_id"].ToString();
        JobResponse[] found =
        [
            .. Jobs.Where(job => chain.Length == 0 || job.ChainId?.ToString() == chain).Where(job => statuses.Count == 0 || statuses.Contains(JsonNamingPolicy.SnakeCaseLower.ConvertName(job.Status.ToString())))
                .Where(job => search.Length == 0 || (job.PlanName ?? "").Contains(search, StringComparison.OrdinalIgnoreCase)),
        ];
        var offset = int.Parse(query["offset"].ToString(), null);
        var limit = int.Parse(query["limit"].ToString(), null);
        return new Page<JobResponse> { Items = [.. found.Skip(offset).Take(limit)], Total = found.Length };
    }

    public static JobLogPage LogAfter(long after)
    {
        JobLogLine[] lines = [.. SampleJobs.Log().Where(line => line.Number > after)];
        return new JobLogPage { Items = lines, Next = lines.Length == 0 ? after : lines[^1].Number, OmittedLines = 0, IsComplete = false };
    }
}
