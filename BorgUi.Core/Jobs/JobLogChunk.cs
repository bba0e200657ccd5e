using BorgUi.Contracts.Jobs;

namespace BorgUi.Core.Jobs;

/// <summary>Lines of a job's log that were written together, without a gap between them: a row for each would cost more than borg itself.</summary>
public sealed class JobLogChunk
{
    public required Guid JobId { get; init; }

    public required long FirstNumber { get; init; }

    public required long LastNumber { get; init; }

    /// <summary>For each line, as are the other two.</summary>
    public required DateTimeOffset[] At { get; init; }

    /// <summary>Words of <see cref="JobLogLevel"/>.</summary>
    public required string[] Levels { get; init; }

    public required string[] Messages { get; init; }
}
