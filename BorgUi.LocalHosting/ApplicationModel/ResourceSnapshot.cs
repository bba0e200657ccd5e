namespace BorgUi.LocalHosting.ApplicationModel;

/// <summary>One instance of a resource at one moment.</summary>
public sealed record ResourceSnapshot
{
    public required string ResourceName { get; init; }

    /// <summary>The resource's name, with a number when it has replicas (<c>worker-2</c>).</summary>
    public required string InstanceId { get; init; }

    /// <summary>One of <see cref="KnownResourceStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Null until the first answer; resources without a health check are healthy once they run and are ready.</summary>
    public bool? IsHealthy { get; init; }

    public int? ExitCode { get; init; }

    public int? ProcessId { get; init; }

    public Uri? Address { get; init; }

    /// <summary>How often it was started again after a crash.</summary>
    public int Restarts { get; init; }

    /// <summary>Why it waits, failed or is unhealthy.</summary>
    public string? Message { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Running, healthy and ready: who waits for it may start.</summary>
    public bool IsReady => State == KnownResourceStates.Running && IsHealthy == true;
}
