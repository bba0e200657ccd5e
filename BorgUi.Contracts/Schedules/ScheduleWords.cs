using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Schedules;

/// <summary>What a schedule does at its due times.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ScheduledOperation>))]
public enum ScheduledOperation
{
    /// <summary>The backup of a plan, with what follows it.</summary>
    Backup,
    Check,
    Compact,

    /// <summary>Of a plan, by its keep rules.</summary>
    Prune,

    /// <summary>Of a plan: files of its newest archive are restored aside and compared.</summary>
    RestoreDrill,
}

/// <summary>What becomes of due times that passed while no worker ran.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<CatchUp>))]
public enum CatchUp
{
    /// <summary>One job for the newest of them, as soon as a worker runs.</summary>
    Once,

    /// <summary>None; the next due time comes anyway.</summary>
    Skip,
}

/// <summary>What became of a due time.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DueOutcome>))]
public enum DueOutcome
{
    /// <summary>A job, or a run of maintenance, was made for it.</summary>
    Queued,

    /// <summary>An equal one waited or ran already and does this too.</summary>
    Covered,

    /// <summary>It passed while no worker ran, and the schedule does not catch up.</summary>
    Missed,
}
