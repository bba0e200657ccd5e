using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Workers;

[JsonConverter(typeof(SnakeCaseEnumConverter<WorkerState>))]
public enum WorkerState
{
    /// <summary>Alive, and takes jobs.</summary>
    Ready,

    /// <summary>Alive, but takes no jobs; its trouble says why.</summary>
    Unable,

    /// <summary>Not heard of for 30 s; its jobs are interrupted.</summary>
    Lost,
}

/// <summary>A worker process as the API shows it.</summary>
public sealed record WorkerResponse
{
    public required Guid Id { get; init; }

    public required Guid WorkerId { get; init; }

    /// <summary>Host name and pid.</summary>
    public required string Name { get; init; }

    public required WorkerState State { get; init; }

    /// <summary>Why it takes no jobs.</summary>
    public string? Trouble { get; init; }

    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>How many long jobs (backup, check, compact, prune) it runs at once; short ones have slots of their own.</summary>
    public required int Slots { get; init; }

    public required int RunningJobs { get; init; }

    /// <summary><c>1.2.4</c>; null when borg is not installed there.</summary>
    public string? BorgVersion { get; init; }

    public required int ProcessPid { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset HeartbeatAt { get; init; }
}
