using System.Text.Json;
using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Maintenance;

/// <summary>What a maintenance job does; on the wire in snake_case.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<MaintenanceJobType>))]
public enum MaintenanceJobType
{
    /// <summary>Old jobs, logs, due times and runs of maintenance.</summary>
    HistoryCleanup,

    /// <summary>Sessions and tokens that have expired.</summary>
    AccessCleanup,

    /// <summary>Workers that are lost for good.</summary>
    WorkerCleanup,

    /// <summary>How large the database is, and what takes the room.</summary>
    DatabaseReport,

    /// <summary>What the keep rules of the plans no longer keep.</summary>
    RetentionCleanup,

    /// <summary>Old messages in the log of deliveries.</summary>
    DeliveryLog,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<MaintenanceRunStatus>))]
public enum MaintenanceRunStatus
{
    /// <summary>A worker does it, or the next one that is free will.</summary>
    Running,
    Completed,
    Failed,
}

/// <summary>Something that BorgUi does by itself to stay in order.</summary>
public sealed record MaintenanceJobResponse
{
    public required Guid Id { get; init; }

    /// <summary>The same in every installation: <c>history_cleanup</c>.</summary>
    public required string Key { get; init; }

    public required MaintenanceJobType JobType { get; init; }

    /// <summary>Its name among all that is scheduled: <c>maintenance:{id}</c>.</summary>
    public required string ScheduledItem { get; init; }

    /// <summary>Five fields as in a crontab, in UTC; null for one that only runs when it is asked to.</summary>
    public string? ScheduleCron { get; init; }

    public required bool Enabled { get; init; }

    public required bool VisibleInUi { get; init; }

    public DateTimeOffset? NextRun { get; init; }

    public MaintenanceRunResponse? LastRun { get; init; }
}

/// <summary>One time that a maintenance job was done.</summary>
public sealed record MaintenanceRunResponse
{
    public required Guid Id { get; init; }

    public required Guid RunId { get; init; }

    public required Guid MaintenanceJobId { get; init; }

    public required string Key { get; init; }

    public required MaintenanceJobType JobType { get; init; }

    public required MaintenanceRunStatus Status { get; init; }

    /// <summary>What came of it, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>The figures; which there are depends on the job.</summary>
    public JsonElement? Result { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? Worker { get; init; }
}

/// <summary>What may be changed of a maintenance job; what is left out stays.</summary>
public sealed record ChangeMaintenanceJobRequest
{
    public bool? Enabled { get; init; }

    /// <summary>Five fields as in a crontab, in UTC.</summary>
    public string? ScheduleCron { get; init; }
}

/// <summary>Whose archives are to be pruned by the rules of the plan: those of one plan, or of all plans that have rules.</summary>
public sealed record RunRetentionRequest
{
    /// <summary>The plan; only together with <see cref="TargetId"/>.</summary>
    public Guid? JobId { get; init; }

    /// <summary>The repository of the plan.</summary>
    public Guid? TargetId { get; init; }
}

/// <summary>The answer to what starts maintenance, with status 202.</summary>
public sealed record MaintenanceStarted(Guid RunId, MaintenanceRunStatus Status, string Message);
