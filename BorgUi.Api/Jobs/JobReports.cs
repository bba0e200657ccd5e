using System.Globalization;
using System.Runtime.CompilerServices;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>Some lines of a report, how many there are on all pages, and the cursor of what comes next, null at the end.</summary>
internal sealed record ReportPart<TLine>(IReadOnlyList<TLine> Lines, long Total, string? Next);

/// <summary>Reads the report of a job out of its chunks, one after another.</summary>
internal sealed class JobReport<TLine>(BorgUiDbContext db, Guid jobId, string? outcome, Func<byte[], IReadOnlyList<TLine>> unpack)
{
    /// <summary>A page of the lines that are wanted; only the chunks up to its end are unpacked.</summary>
    public async Task<ReportPart<TLine>> ReadPartAsync(ReportCursor from, int limit, Func<TLine, bool>? isWanted, CancellationToken cancellationToken)
    {
        var chunks = await Chunks.Select(chunk => new { chunk.Number, chunk.LineCount }).ToListAsync(cancellationToken);
        var lines = new List<TLine>();
        var at = from;
        foreach (var chunk in chunks.SkipWhile(chunk => from.Chunk > 0 && chunk.Number != from.Chunk))
        {
            if (lines.Count == limit)
            {
                break;
            }

            var read = await ReadAsync(chunk.Number, cancellationToken);
            var place = chunk.Number == from.Chunk ? from.Line : 0;
            for (; place < read.Count && lines.Count < limit; place++)
            {
                if (isWanted is null || isWanted(read[place]))
                {
                    lines.Add(read[place]);
                }
            }

            at = new(chunk.Number, place);
        }

        var isLast = chunks.Count == 0 || (chunks[^1].Number == at.Chunk && chunks[^1].LineCount <= at.Line) || lines.Count < limit;
        return new(lines, chunks.Sum(chunk => (long)chunk.LineCount), isLast ? null : at.ToString());
    }

    /// <summary>All lines, chunk by chunk.</summary>
    public async IAsyncEnumerable<TLine> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var number in await Chunks.Select(chunk => chunk.Number).ToListAsync(cancellationToken))
        {
            foreach (var line in await ReadAsync(number, cancellationToken))
            {
                yield return line;
            }
        }
    }

    // The word for failed comes first, and so does that for added.
    private IQueryable<JobReportChunk> Chunks => db.JobReportChunks
        .Where(chunk => chunk.JobId == jobId && (outcome == null || chunk.Outcome == outcome))
        .OrderBy(chunk => chunk.Outcome).ThenBy(chunk => chunk.Number);

    private async Task<IReadOnlyList<TLine>> ReadAsync(int number, CancellationToken cancellationToken) =>
        await db.JobReportChunks.Where(chunk => chunk.JobId == jobId && chunk.Number == number).Select(chunk => chunk.Lines).FirstOrDefaultAsync(cancellationToken) is { } packed
            ? unpack(packed)
            : [];
}

/// <summary>The reports that there are.</summary>
internal static class JobReports
{
    /// <summary>What became of each file of a restore.</summary>
    public static JobReport<ReportLine> OfRestore(BorgUiDbContext db, Guid jobId, ReportOutcome? outcome) =>
        new(db, jobId, outcome is { } only ? EnumWords<ReportOutcome>.Of(only) : null, ReportChunk.Read);

    /// <summary>What a comparison found.</summary>
    public static JobReport<DifferenceLine> OfComparison(BorgUiDbContext db, Guid jobId, DifferenceChange? change) =>
        new(db, jobId, change is { } only ? EnumWords<DifferenceChange>.Of(only) : null, ReportChunk.ReadDifferences);
}

/// <summary>The place after a line: a chunk, and how many of its lines come before.</summary>
internal sealed record ReportCursor(int Chunk, int Line)
{
    private const int DefaultLimit = 200;
    private const int MaximumLimit = 1000;

    private static readonly ReportCursor Start = new(0, 0);

    /// <summary>Where a page of a report begins, and how long it is.</summary>
    public static (ReportCursor From, int Limit) Check(FieldErrors errors, string? cursor, int? limit)
    {
        var from = cursor is null ? Start : Parse(cursor);
        if (from is null)
        {
            errors.Add("cursor", "Give the next of a page of this report.");
        }

        if (limit is < 1 or > MaximumLimit)
        {
            errors.Add("limit", $"Give a number from 1 to {MaximumLimit}.");
        }

        return (from ?? Start, limit ?? DefaultLimit);
    }

    public override string ToString() => CursorText.Encode(string.Create(CultureInfo.InvariantCulture, $"{Chunk}|{Line}"));

    private static ReportCursor? Parse(string text) => CursorText.Decode(text)?.Split('|') is [var chunk, var line]
        && int.TryParse(chunk, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? new(number, count)
        : null;
}
