using System.Text.Json.Serialization;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Core.Notifications;

/// <summary>What is known of an event, as it was then: the thing itself may change or go before the message is sent.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "about")]
[JsonDerivedType(typeof(JobFacts), "job")]
[JsonDerivedType(typeof(AlarmFacts), "alarm")]
[JsonDerivedType(typeof(DigestFacts), "digest")]
[JsonDerivedType(typeof(TestFacts), "test")]
public abstract record NotificationFacts;

/// <summary>Written by the database's function <c>notify_of_job</c>.</summary>
public sealed record JobFacts : NotificationFacts
{
    public required Guid JobId { get; init; }

    public required JobType JobType { get; init; }

    public required JobStatus Status { get; init; }

    public required int Attempt { get; init; }

    public Guid? PlanId { get; init; }

    public string? Plan { get; init; }

    public Guid? RepositoryId { get; init; }

    public string? Repository { get; init; }

    public string? Schedule { get; init; }

    public string? Worker { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorHint { get; init; }

    public int WarningCount { get; init; }

    public long? FilesProcessed { get; init; }

    public long? OriginalSizeBytes { get; init; }

    public long? DeduplicatedSizeBytes { get; init; }

    /// <summary>The failure is tried again by itself, at this time.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The interrupted job goes on by itself, because its plan says so.</summary>
    public bool GoesOn { get; init; }
}

/// <summary>Written by the database's function <c>notify_of_alarm</c>.</summary>
public sealed record AlarmFacts : NotificationFacts
{
    public required string Title { get; init; }

    public required string Detail { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>It is over.</summary>
    public DateTimeOffset? ClearedAt { get; init; }
}

public sealed record DigestFacts : NotificationFacts
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required IReadOnlyList<PlanDigest> Plans { get; init; }
}

/// <summary>The backups of one plan that ended in the time of a digest.</summary>
public sealed record PlanDigest
{
    public required string Plan { get; init; }

    public required int Completed { get; init; }

    public required int Warned { get; init; }

    public required int Failed { get; init; }

    /// <summary>What they added to the repository.</summary>
    public required long NewBytes { get; init; }

    /// <summary>Null when there never was one.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }
}

/// <summary>Somebody tries the channel.</summary>
public sealed record TestFacts : NotificationFacts
{
    public required string Channel { get; init; }
}
