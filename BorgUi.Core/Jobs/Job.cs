using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Hooks;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;

namespace BorgUi.Core.Jobs;

/// <summary>
/// One execution of one operation. Rows are made here and changed by the statements of this folder alone, so that every
/// change carries its precondition and moves <see cref="Sequence"/>.
/// </summary>
public abstract class Job
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public JobType JobType { get; private set; }

    public JobStatus Status { get; private set; } = JobStatus.Pending;

    public int Priority { get; init; }

    public Guid? RepositoryId { get; init; }

    public Repository? Repository { get; private set; }

    public Guid? PlanId { get; init; }

    public BackupPlan? Plan { get; private set; }

    /// <summary>The archive that the job made, or is about.</summary>
    public Guid? ArchiveId { get; init; }

    public Archive? Archive { get; private set; }

    /// <summary>The schedule whose job it is.</summary>
    public Guid? ScheduledJobId { get; private set; }

    public JobTrigger TriggeredBy { get; protected set; } = JobTrigger.User;

    /// <summary>The site whose workers can run it.</summary>
    public required string Site { get; init; }

    /// <summary>What else may work on the repository meanwhile; kept in the row, because the claim decides by it.</summary>
    public RepositoryAccess RepositoryAccess { get; protected init; }

    /// <summary>Of jobs with the same key at most one is pending.</summary>
    public string? DedupeKey { get; protected init; }

    public int Attempt { get; private set; } = 1;

    public Guid? RetryOf { get; init; }

    /// <summary>The job that began the chain to which this one belongs: a backup of a plan that says what follows it.</summary>
    public Guid? ChainId { get; protected init; }

    /// <summary>The place in the chain, from 0; a retry has that of the job whose work it does.</summary>
    public int ChainStep { get; private set; }

    /// <summary>What comes after this job; it stays as it was when the job was made.</summary>
    public FollowUps? FollowUps { get; protected init; }

    /// <summary>How many of the attempts that led here were retries that nobody asked for; the plan limits them.</summary>
    public int AutomaticRetries { get; private set; }

    /// <summary>It is not claimed before this time.</summary>
    public DateTimeOffset? NotBefore { get; private set; }

    public long Sequence { get; private set; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public DateTimeOffset? CancelRequestedAt { get; private set; }

    public DateTimeOffset? PauseRequestedAt { get; private set; }

    public Guid? WorkerId { get; private set; }

    public string? WorkerName { get; private set; }

    /// <summary>The claim that holds the job; every write of a worker carries it, so that one that lost it writes nothing.</summary>
    public Guid? LeaseId { get; private set; }

    public DateTimeOffset? LeaseExpiresAt { get; private set; }

    public int? ProcessPid { get; private set; }

    public DateTimeOffset? ProcessStartedAt { get; private set; }

    public string? Command { get; private set; }

    public int? ReturnCode { get; private set; }

    public string? ErrorMessage { get; private set; }

    public string? ErrorId { get; private set; }

    public string? ErrorHint { get; private set; }

    /// <summary>What a run that was stopped left in the repository, for people.</summary>
    public string? LeftBehind { get; private set; }

    public int WarningCount { get; private set; }

    public List<JobWarning> Warnings { get; private set; } = [];

    public JobProgress Progress { get; private set; } = new();

    public DateTimeOffset? LastProgressAt { get; private set; }

    public long LogLines { get; private set; }

    public long LogLinesOmitted { get; private set; }

    /// <summary>When the retention of logs took the lines away; null while they are there.</summary>
    public DateTimeOffset? LogRemovedAt { get; private set; }

    public JsonElement? Stats { get; private set; }

    /// <summary>What runs around the work, in order: a copy of the plan's, so that an edit changes no job that waits or runs.</summary>
    public List<PlanHook> Hooks { get; init; } = [];

    /// <summary>Those of the hooks that were started in this attempt.</summary>
    public List<HookRun> HookRuns { get; private set; } = [];

    /// <summary>How the work ended, while hooks after it run; null before and afterwards.</summary>
    public JobEnd? WorkEnd { get; private set; }

    /// <summary>Says that nobody asked for it now, and no schedule of a plan either.</summary>
    internal void AskedBySchedule() => TriggeredBy = JobTrigger.Schedule;

    /// <summary>Says that a schedule asked for it at one of its due times, and before which time it is not to begin.</summary>
    internal void AskedBySchedule(Guid scheduledJobId, DateTimeOffset? notBefore)
    {
        (ScheduledJobId, TriggeredBy, NotBefore) = (scheduledJobId, JobTrigger.Schedule, notBefore);
    }

    /// <summary>Says that a person asked for what a schedule does, now.</summary>
    internal void AskedAheadOfSchedule(Guid scheduledJobId) => ScheduledJobId = scheduledJobId;
}
