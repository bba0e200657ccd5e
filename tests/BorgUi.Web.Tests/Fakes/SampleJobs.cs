using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Logs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Stats;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>Jobs, days and log lines of the busy sample.</summary>
internal static class SampleJobs
{
    private static DateTimeOffset Now => SampleRecords.Now;

    public static IReadOnlyList<JobResponse> All(IReadOnlyList<PlanResponse> plans, IReadOnlyList<ArchiveResponse> archives)
    {
        List<JobResponse> jobs = [Running(plans[0]), Waiting(plans[1]), Failed(plans[2]), Interrupted(plans[3])];
        jobs.AddRange(archives.Select((archive, index) => Ended(plans[index % plans.Count], archive, index)));
        return jobs;
    }

    public static IReadOnlyList<DayOutcome> Days(bool isEmpty) =>
    [
        .. Enumerable.Range(0, 14).Select(index => isEmpty
            ? new DayOutcome(Day(index), 0, 0, 0, 0)
            : new DayOutcome(Day(index), 6 + (index % 5), index % 3, index is 4 or 11 ? 2 : 0, index == 7 ? 1 : 0)),
    ];

    public static IReadOnlyList<RecentLogLine> RecentLog() =>
    [
        LineOf(Sample.RunningJobId, "Home directories", JobLogLevel.Info, "A home/ada/notes.txt"),
        LineOf(Sample.FailedJobId, "Photos", JobLogLevel.Error, "/srv/photos: Permission DENIED"),
        LineOf(Sample.FailedJobId, Sample.LongName, JobLogLevel.Warning, $"/srv/{Sample.LongName}/{Sample.LongName}: file changed while we backed it up"),
        LineOf(Sample.RunningJobId, Sample.Hostile, JobLogLevel.Debug, Sample.Hostile),
    ];

    private static RecentLogLine LineOf(Guid jobId, string plan, JobLogLevel level, string message) => new()
    {
        JobId = jobId, JobType = JobType.Backup, PlanName = plan, RepositoryName = "tower", Number = 1, At = Now.AddMinutes(-3), Level = level, Message = message,
    };

    public static IReadOnlyList<JobLogLine> Log() =>
    [
        .. Enumerable.Range(1, 400).Select(number => new JobLogLine(number, Now.AddSeconds(number - 800), LevelOf(number), number switch
        {
            3 => "Creating archive at \"ssh://borg@tower.lan/./repositories/main::home-2024-05-01T02:00:00\"",
            60 => "/home/anna/.cache/lock: file changed while we backed it up",
            120 => Sample.Hostile,
            395 => "Connection closed by remote host. Is borg working on the server?",
            _ => $"A /home/anna/projects/customer-{number % 17}/file-{number}.txt",
        })),
    ];

    private static JobResponse Running(PlanResponse plan) => Base(plan, Sample.RunningJobId, JobStatus.Running) with
    {
        Sequence = 120,
        StartedAt = Now.AddMinutes(-12),
        Worker = "worker-1",
        Command = "borg create --json --log-json --progress --compression zstd,3 ssh://borg@tower.lan/./repositories/main::home-{now} /home",
        ProgressPercent = 43.2,
        ProgressIsEstimate = true,
        ProgressMessage = "Writing files",
        FilesProcessed = 182_771,
        CurrentFile = "/home/anna/projects/2024/some-customer/deliverables/very/deep/tree/of/directories/report-final-v7.docx",
        OriginalSize = 48_318_382_080,
        DeduplicatedSize = 1_318_382_080,
        SpeedBytes = 91_226_112,
        EtaSeconds = 1320,
    };

    private static JobResponse Waiting(PlanResponse plan) => Base(plan, Sample.PendingJobId, JobStatus.Pending) with
    {
        Sequence = 1,
        WaitingReason = $"The repository is busy with job {Sample.RunningJobId} (backup).",
    };

    private static JobResponse Failed(PlanResponse plan) => Base(plan, Sample.FailedJobId, JobStatus.Failed) with
    {
        Sequence = 9,
        StartedAt = Now.AddHours(-5),
        CompletedAt = Now.AddHours(-5).AddSeconds(4),
        Worker = "worker-2",
        ReturnCode = 2,
        ErrorId = "Repository.DoesNotExist",
        ErrorMessage = "Repository /mnt/cellar/borg does not exist.",
        ErrorHint = "See that the disk in the cellar is mounted at /mnt/cellar, then run the backup again.",
        Command = "borg create --json --log-json /mnt/cellar/borg::photos-{now} /srv/photos",
        WarningCount = 2,
        Warnings = [new JobWarning("/srv/photos/<b>raw</b>", "Permission denied"), new JobWarning(null, "file changed while we backed it up")],
    };

    private static JobResponse Interrupted(PlanResponse plan) =>
        Base(plan, Guid.CreateVersion7(), JobStatus.Interrupted) with
        {
            Sequence = 5,
            StartedAt = Now.AddHours(-30),
            ErrorMessage = "Its worker ended while borg was running.",
        };

    private static JobResponse Ended(PlanResponse plan, ArchiveResponse archive, int index) =>
        Base(plan, Guid.CreateVersion7(), index % 5 == 2 ? JobStatus.CompletedWithWarnings : JobStatus.Completed) with
        {
            Sequence = 40,
            TriggeredBy = index % 2 == 0 ? JobTrigger.Schedule : JobTrigger.User,
            ArchiveId = archive.Id,
            ArchiveName = archive.Name,
            StartedAt = archive.StartedAt,
            CompletedAt = archive.StartedAt.AddSeconds(archive.DurationSeconds ?? 0),
            OriginalSize = archive.OriginalSize,
            CompressedSize = archive.CompressedSize,
            DeduplicatedSize = archive.DeduplicatedSize,
            FilesProcessed = archive.FileCount,
            WarningCount = index % 5 == 2 ? 3 : 0,
        };

    private static JobResponse Base(PlanResponse plan, Guid id, JobStatus status) => new()
    {
        Site = plan.Site,
        JobId = id,
        JobType = JobType.Backup,
        Status = status,
        Priority = 0,
        RepositoryId = plan.RepositoryId,
        RepositoryName = plan.RepositoryName,
        PlanId = plan.Id,
        PlanName = plan.Name,
        TriggeredBy = JobTrigger.User,
        Attempt = 1,
        Sequence = 1,
        CreatedAt = Now.AddMinutes(-13),
        WarningCount = 0,
    };

    private static DateOnly Day(int index) => DateOnly.FromDateTime(Now.UtcDateTime).AddDays(index - 13);

    private static JobLogLevel LevelOf(int number) => number switch
    {
        60 or 120 => JobLogLevel.Warning,
        395 => JobLogLevel.Error,
        _ when number % 11 == 0 => JobLogLevel.Debug,
        _ => JobLogLevel.Info,
    };
}
