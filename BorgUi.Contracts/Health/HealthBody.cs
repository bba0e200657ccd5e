namespace BorgUi.Contracts.Health;

/// <summary>The body of the API's <c>/health</c>; Web's repeats it. Status words are healthy, degraded, unhealthy.</summary>
public sealed record HealthBody
{
    public required string Status { get; init; }

    /// <summary>Jobs pending or running; null when the database does not answer.</summary>
    public int? JobsCount { get; init; }

    public string? Database { get; init; }

    public string? Redis { get; init; }

    /// <summary>Workers whose heartbeat is fresh; null when the database does not answer.</summary>
    public int? Workers { get; init; }

    /// <summary>What is not as it should be, in sentences; null when all is well.</summary>
    public string? Trouble { get; init; }
}
