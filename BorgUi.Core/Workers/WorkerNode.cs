namespace BorgUi.Core.Workers;

/// <summary>A worker process, from its start to its end; alive while its heartbeat is fresh.</summary>
public sealed class WorkerNode
{
    /// <summary>A worker without a heartbeat for this long counts as lost.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(30);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Host name and pid, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The stable id of the machine, as it stands in borg's locks.</summary>
    public required string HostId { get; init; }

    /// <summary>The pid on that machine; with its start time, because pids are reused.</summary>
    public required int ProcessId { get; init; }

    public DateTimeOffset? ProcessStartedAt { get; init; }

    public required List<string> Sites { get; init; }

    public required int Slots { get; init; }

    /// <summary>The installed borg, <c>1.2.4</c>; null when there is none.</summary>
    public string? BorgVersion { get; set; }

    /// <summary>Where the API reaches it over HTTP, for the bytes of downloads; null when it listens nowhere.</summary>
    public string? Address { get; set; }

    /// <summary>Why this worker takes no jobs; null when it does.</summary>
    public string? Trouble { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset HeartbeatAt { get; set; }
}
