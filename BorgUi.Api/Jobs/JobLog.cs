using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>Reads stored log lines in order.</summary>
internal static class JobLog
{
    /// <param name="db">Where they are.</param>
    /// <param name="jobId">Whose they are.</param>
    /// <param name="after">The number of the last line that is known already.</param>
    /// <param name="leastLevels">None for all lines, else the level that lines have at least.</param>
    /// <param name="search">Text that lines hold, in any case.</param>
    public static IQueryable<JobLogLine> After(
        BorgUiDbContext db, Guid jobId, long after, IReadOnlyList<JobLogLevel>? leastLevels = null, string? search = null)
    {
        var entries = db.JobLog.Where(entry => entry.JobId == jobId && entry.ChunkLastNumber > after && entry.Number > after);
        if (leastLevels is [var least])
        {
            var levels = Enum.GetValues<JobLogLevel>().Where(level => level >= least).ToList();
            entries = entries.Where(entry => levels.Contains(entry.Level));
        }

        if (search is not null)
        {
            var pattern = TextRules.Anywhere(search);
            entries = entries.Where(entry => EF.Functions.ILike(entry.Message, pattern, TextRules.Escape));
        }

        return entries.OrderBy(entry => entry.Number).Select(entry => new JobLogLine(entry.Number, entry.At, entry.Level, entry.Message));
    }
}
