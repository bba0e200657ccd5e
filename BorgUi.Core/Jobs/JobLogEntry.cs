using BorgUi.Contracts.Jobs;

namespace BorgUi.Core.Jobs;

/// <summary>One line of a job's log, read from its <see cref="JobLogChunk"/>; numbers count from 1, lines that were cut leave a gap.</summary>
public sealed class JobLogEntry
{
    public required Guid JobId { get; init; }

    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required JobLogLevel Level { get; init; }

    public required string Message { get; init; }

    /// <summary>The last line of its chunk: a condition on it passes over whole chunks without opening them.</summary>
    public required long ChunkLastNumber { get; init; }
}
