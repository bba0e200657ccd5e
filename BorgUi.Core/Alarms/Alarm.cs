using BorgUi.Contracts.Alarms;

namespace BorgUi.Core.Alarms;

/// <summary>A condition that somebody should know of, from when it was met until it no longer was.</summary>
public sealed class Alarm
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required AlarmKind Kind { get; init; }

    public required AlarmSubject SubjectType { get; init; }

    /// <summary>The plan, repository or worker; it may be gone.</summary>
    public required Guid SubjectId { get; init; }

    public required string Title { get; set; }

    /// <summary>What happened and what to do.</summary>
    public required string Detail { get; set; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Null while it is active.</summary>
    public DateTimeOffset? ClearedAt { get; set; }
}
