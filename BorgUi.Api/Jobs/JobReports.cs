using System.Globalization;
using System.Runtime.CompilerServices;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>Reads the report of a job out of its chunks.</summary>
internal static class JobReports
{
    /// <summary>A page of the lines; only the chunks that it touches are unpacked.</summary>
    public static async Task<ReportPage> ReadPageAsync(
        BorgUiDbContext db, Guid jobId, ReportOutcome? outcome, ReportCursor from, int limit, CancellationToken cancellationToken)
    {
        var chunks = await ChunksOf(db, jobId, outcome).Select(chunk => new { chunk.Number, chunk.LineCount }).ToListAsync(cancellationToken);
        var lines = new List<ReportLine>();
        var at = from;
        foreach (var chunk in chunks.SkipWhile(chunk => from.Chunk > 0 && chunk.Number != from.Chunk))
        {
            if (lines.Count == limit)
            {
                break;
            }

            var skipped = chunk.Number == from.Chunk ? from.Line : 0;
            var taken = (await ReadAsync(db, jobId, chunk.Number, cancellationToken)).Skip(skipped).Take(limit - lines.Count).ToList();
            lines.AddRange(taken);
            at = new(chunk.Number, skipped + taken.Count);
        }

        var isLast = lines.Count == 0 || (chunks[^1].Number == at.Chunk && chunks[^1].LineCount <= at.Line);
        return new() { Items = lines, Total = chunks.Sum(chunk => (long)chunk.LineCount), Next = isLast ? null : at.ToString() };
    }

    /// <summary>All lines, chunk by chunk.</summary>
    public static async IAsyncEnumerable<ReportLine> ReadAllAsync(
        BorgUiDbContext db, Guid jobId, ReportOutcome? outcome, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var number in await ChunksOf(db, jobId, outcome).Select(chunk => chunk.Number).ToListAsync(cancellationToken))
        {
            foreach (var line in await ReadAsync(db, jobId, number, cancellationToken))
            {
                yield return line;
            }
        }
    }

    // The word for failed comes first.
    private static IQueryable<JobReportChunk> ChunksOf(BorgUiDbContext db, Guid jobId, ReportOutcome? outcome) => db.JobReportChunks
        .Where(chunk => chunk.JobId == jobId && (outcome == null || chunk.Outcome == outcome))
        .OrderBy(chunk => chunk.Outcome).ThenBy(chunk => chunk.Number);

    private static async Task<IReadOnlyList<ReportLine>> ReadAsync(BorgUiDbContext db, Guid jobId, int number, CancellationToken cancellationToken) =>
        await db.JobReportChunks.Where(chunk => chunk.JobId == jobId && chunk.Number == number).Select(chunk => chunk.Lines).FirstOrDefaultAsync(cancellationToken) is { } packed
            ? ReportChunk.Read(packed)
            : [];
}

/// <summary>The place after a line: a chunk, and how many of its lines come before.</summary>
internal sealed record ReportCursor(int Chunk, int Line)
{
    public static ReportCursor Start { get; } = new(0, 0);

    public static ReportCursor? Parse(string text) => CursorText.Decode(text)?.Split('|') is [var chunk, var line]
        && int.TryParse(chunk, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? new(number, count)
        : null;

    public override string ToString() => CursorText.Encode(string.Create(CultureInfo.InvariantCulture, $"{Chunk}|{Line}"));
}
