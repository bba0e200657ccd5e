namespace BorgUi.Core.Jobs;

/// <summary>Lines of a job's report that have one outcome: a row for each would cost more than the work.</summary>
public sealed class JobReportChunk
{
    public required Guid JobId { get; init; }

    public required int Number { get; init; }

    /// <summary>The word of what became of a file, or of how a path differs.</summary>
    public required string Outcome { get; init; }

    public required int LineCount { get; init; }

    /// <summary>See <see cref="ReportChunk"/>.</summary>
    public required byte[] Lines { get; init; }
}
