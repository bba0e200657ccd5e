using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Proofs;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Workers;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>Repositories, plans and archives of the busy sample.</summary>
internal static class SampleRecords
{
    public static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static IReadOnlyList<RepositoryResponse> Repositories() =>
    [
        Repository("tower", "ssh://borg@tower.lan:22/./repositories/main", RepositoryState.Ready, 214, 3_482_993_219_931, 288_993_219_123) with
        {
            LastCheck = Now.AddDays(-3),
            LastCheckResult = CheckResult.Ok,
            FreeBytes = 96_636_764_160,
            TotalBytes = 1_932_735_283_200,
            SpaceMeasuredAt = Now.AddHours(-3),
        },
        Repository("usb disk in the cellar", "/mnt/cellar/borg", RepositoryState.Unreachable, 96, 880_113_219_931, 120_993_219_123) with
        {
            StateMessage = "The folder /mnt/cellar/borg does not exist.",
        },
        Repository(Sample.Hostile, "/srv/borg/<b>x</b>", RepositoryState.Ready, 12, 48_318_382_080, 4_318_382_080) with
        {
            LastCheck = Now.AddDays(-2),
            LastCheckResult = CheckResult.Damaged,
            KeyExportedAt = Now.AddDays(-30),
        },
        Repository("نسخة احتياطية", "/srv/borg/rtl", RepositoryState.Creating, 0, null, null),
        Repository(Sample.LongName, "/srv/borg/" + Sample.LongName, RepositoryState.Ready, 1042, 28_882_993_219_931, 1_982_993_219_931),
    ];

    public static IReadOnlyList<PlanResponse> Plans(IReadOnlyList<RepositoryResponse> repositories) =>
    [
        Plan("Home directories", repositories[0], ["/home"], JobStatus.Running, Now.AddHours(-21)) with
        {
            ExpectedEverySeconds = 3 * 24 * 60 * 60, AbsentUntil = new(Now.UtcDateTime.Date.AddDays(20), TimeSpan.Zero), AbsentReason = "the house is <b>x</b> rebuilt",
        },
        Plan("Databases", repositories[0], ["/var/lib/postgresql/dumps", "/var/lib/mysql-dumps", "/etc"], JobStatus.Completed, Now.AddHours(-3)) with
        {
            Retention = new() { KeepDaily = 14, KeepMonthly = 6, KeepWithin = "2d" },
            RunPruneAfter = true,
            RunCheckAfter = true,
            ChainOnFailure = ChainPolicy.Continue,
            Hooks = Hooks(),
        },
        Plan("Photos", repositories[1], ["/srv/photos"], JobStatus.Failed, Now.AddDays(-4)),
        Plan(Sample.Hostile, repositories[2], ["/srv/<i>data</i>"], JobStatus.CompletedWithWarnings, Now.AddHours(-9)),
        Plan("שלום-backup", repositories[2], ["/srv/שלום"], null, null),
        Plan(Sample.LongName, repositories[4], ["/very/long/" + Sample.LongName], JobStatus.Completed, Now.AddMinutes(-50)),
    ];

    public static IReadOnlyList<ArchiveResponse> Archives(IReadOnlyList<PlanResponse> plans) =>
        [.. Enumerable.Range(0, 24).Select(index => Archive(plans[index % 4], index))];

    public static IReadOnlyList<WorkerResponse> Workers() =>
    [
        Worker("tower-2211", WorkerState.Ready),
        Worker("cellar-817", WorkerState.Unable) with { BorgVersion = null, Trouble = "borg is not installed: there is no program 'borg'." },
        Worker(Sample.LongName + "-4711", WorkerState.Lost) with { Sites = ["default", Sample.LongName], HeartbeatAt = Now.AddHours(-2) },
        Worker(Sample.Hostile, WorkerState.Ready) with { RunningJobs = 2 },
    ];

    private static IReadOnlyList<HookResponse> Hooks() =>
    [
        new()
        {
            Id = Guid.CreateVersion7(), Name = "stop database", When = HookMoment.Before, Around = HookSubject.Backup, OnFailure = HookFailurePolicy.Stop,
            Command = ["systemctl", "stop", "postgresql"], TimeoutSeconds = 300, HasSecret = false,
        },
        new()
        {
            Id = Guid.CreateVersion7(), Name = "tell <i>them</i>", When = HookMoment.After, Around = HookSubject.Backup, RunOn = HookRunOn.Failure,
            Http = new() { Url = "https://example.org/hook", Method = "POST" }, TimeoutSeconds = 30, HasSecret = true,
        },
    ];

    private static WorkerResponse Worker(string name, WorkerState state)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id,
            WorkerId = id,
            Name = name,
            State = state,
            Sites = ["default"],
            Slots = 2,
            RunningJobs = 0,
            BorgVersion = "1.4.1",
            ProcessPid = 2211,
            StartedAt = Now.AddDays(-3),
            HeartbeatAt = Now,
        };
    }

    private static RepositoryResponse Repository(
        string name, string location, RepositoryState state, int archives, long? original, long? stored)
    {
        var id = Guid.CreateVersion7();
        return new RepositoryResponse
        {
            Id = id,
            RepositoryId = id,
            Name = name,
            Location = location,
            Site = "default",
            Encryption = "repokey-blake2",
            State = state,
            RecoveryKit = RecoveryKitState.Missing,
            OriginalSize = original,
            CompressedSize = original / 2,
            DeduplicatedSize = stored,
            ArchiveCount = archives,
            PlanCount = 1,
            LastBackupAt = archives == 0 ? null : Now.AddHours(-3),
            LastSyncedAt = archives == 0 ? null : Now.AddMinutes(-40),
            CreatedAt = Now.AddDays(-200),
        };
    }

    private static PlanResponse Plan(
        string name, RepositoryResponse repository, string[] sources, JobStatus? last, DateTimeOffset? lastBackupAt)
    {
        var id = Guid.CreateVersion7();
        var job = last == JobStatus.Failed ? Sample.FailedJobId : Sample.RunningJobId;
        return new PlanResponse
        {
            Id = id,
            PlanId = id,
            Name = name,
            RepositoryId = repository.Id,
            RepositoryName = repository.Name,
            Repositories =
            [
                new()
                {
                    RepositoryId = repository.Id,
                    RepositoryName = repository.Name,
                    LastBackup = last is { } newest ? new PlanJob(job, newest, Now.AddMinutes(-12), null) : null,
                    LastBackupAt = lastBackupAt,
                },
            ],
            Sources = sources,
            ExcludePatterns = ["*/.cache", "*.tmp"],
            Compression = "zstd,3",
            ArchiveNameTemplate = "home-{now:%Y-%m-%dT%H:%M:%S}",
            Site = "default",
            OnInterrupted = InterruptionPolicy.Ask,
            RetryAttempts = 2,
            RetryDelaySeconds = 300,
            MustHavePaths = [sources[0]],
            LastDrill = lastBackupAt is null ? null : new(ProofKind.RestoreDrill, Now.AddDays(-3), true, "50 of 50 files came back whole; 48 were compared with live files that have not changed since.", job),
            ProvenAt = lastBackupAt is null ? null : Now.AddDays(-3),
            RestoreSpeedBytes = lastBackupAt is null ? null : 84_000_000,
            NewestArchiveSize = 612_000_000_000,
            RunPruneAfter = false,
            RunCompactAfter = false,
            RunCheckAfter = false,
            ChainOnFailure = ChainPolicy.Stop,
            CreatedAt = Now.AddDays(-100),
            LastJob = last is { } status ? new PlanJob(job, status, Now.AddMinutes(-12), null) : null,
            Freshness = SampleFreshness.Of(repository.Id, last, lastBackupAt),
        };
    }

    private static ArchiveResponse Archive(PlanResponse plan, int index)
    {
        var id = Guid.CreateVersion7();
        var startedAt = Now.AddHours(-3 - (index * 7));
        return new ArchiveResponse
        {
            Id = id,
            ArchiveId = id,
            RepositoryId = plan.RepositoryId,
            RepositoryName = plan.RepositoryName,
            PlanId = plan.Id,
            PlanName = plan.Name,
            JobId = Sample.FailedJobId,
            Name = $"{(index % 4 == 3 ? Sample.Hostile : "home")}-{startedAt:yyyy-MM-ddTHH:mm:ss}",
            BorgId = string.Concat(Enumerable.Repeat("0a1b2c3d", 8)),
            StartedAt = startedAt,
            DurationSeconds = 412 + (index * 37),
            OriginalSize = 412_318_382_080 + (index * 1_318_382_080L),
            CompressedSize = 212_318_382_080,
            DeduplicatedSize = index == 5 ? null : 1_318_382_080 + (index * 91_382_080L),
            FileCount = 482_771 + (index * 113),
            Hostname = "workshop",
            Pinned = index == 2,
            IndexState = IndexState.None,
        };
    }
}
