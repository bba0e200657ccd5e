using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Alarms;

/// <summary>What is not as it should be, and stays so until something is done.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AlarmKind>))]
public enum AlarmKind
{
    /// <summary>A plan has no backup as fresh as is expected of it.</summary>
    Overdue,

    /// <summary>A worker is not heard of and did not sign off.</summary>
    WorkerLost,

    /// <summary>The disk of a repository has little space left.</summary>
    RepositoryNearlyFull,

    /// <summary>A repository was not checked for longer than the settings allow.</summary>
    CheckOverdue,

    /// <summary>The newest restore drill of a plan did not bring back what it should have.</summary>
    DrillFailed,

    /// <summary>A backup of a plan is unlike those before it, and nobody has looked at it.</summary>
    UnusualBackup,
}

/// <summary>What an alarm is about.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AlarmSubject>))]
public enum AlarmSubject
{
    Plan,
    Repository,
    Worker,
}

/// <summary>A condition that was met from one time to another. It is raised once and clears by itself; met again, it is a new alarm.</summary>
public sealed record AlarmResponse
{
    public required Guid Id { get; init; }

    public required Guid AlarmId { get; init; }

    public required AlarmKind Kind { get; init; }

    public required AlarmSubject SubjectType { get; init; }

    /// <summary>The plan, repository or worker; it may be gone once the alarm has cleared.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>What is wrong, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What happened and what to do, as it was when last seen.</summary>
    public required string Detail { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When it was last found to be so.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Null while it is active.</summary>
    public DateTimeOffset? ClearedAt { get; init; }
}
