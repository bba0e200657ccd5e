using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using BorgUi.Api.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>
/// The log and the state of one job as they grow, until it has ended. Hints over Redis make it quick; the database, looked at
/// now and then, makes it right, also when no hint ever comes.
/// </summary>
internal sealed class JobFollower(IDbContextFactory<BorgUiDbContext> contexts, JobEventFeed feed, TimeProvider clock)
{
    public const string UpdateEvent = "job_update";
    public const string LogEvent = "job_log";
    public const string EndEvent = "end";

    private const int LinesPerEvent = 500;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    // Shorter than the patience of any proxy between us and the reader.
    private static readonly TimeSpan SignOfLifeEvery = TimeSpan.FromSeconds(15);

    /// <param name="jobId">The job; the stream is empty when there is none.</param>
    /// <param name="sessionId">The reader's session; the stream ends soon after it.</param>
    /// <param name="after">The number of the last log line that the reader knows.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<SseItem<JobEvent>> FollowAsync(
        Guid jobId, Guid sessionId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // First the hints, then the database: what happens in between is in one of them.
        using var hints = feed.Follow(jobId);
        var (sequence, sentAt) = (0L, DateTimeOffset.MinValue);
        while (await ReadJobAsync(jobId, sessionId, cancellationToken) is { } state)
        {
            await foreach (var log in ReadLogAsync(jobId, after, cancellationToken))
            {
                after = log.Sequence;
                yield return Item(log);
            }

            if (state.Status.HasEnded())
            {
                yield return Item(state);
                yield return new(state, EndEvent);
                yield break;
            }

            if (state.Sequence > sequence || clock.GetUtcNow() - sentAt >= SignOfLifeEvery)
            {
                (sequence, sentAt) = (Math.Max(sequence, state.Sequence), clock.GetUtcNow());
                yield return Item(state);
            }

            while (Fresh(await hints.NextAsync(LookEvery, clock, cancellationToken), sequence, after) is { } fresh)
            {
                (sequence, after) = fresh is JobUpdate ? (fresh.Sequence, after) : (sequence, fresh.Sequence);
                sentAt = clock.GetUtcNow();
                yield return Item(fresh);
            }
        }
    }

    /// <summary>The hint, if it goes on exactly where the reader is and needs no look at the database.</summary>
    private static JobEvent? Fresh(JobEvent? hint, long sequence, long after) => hint switch
    {
        JobUpdate update when update.Sequence > sequence && !update.Status.HasEnded() => update,
        JobLogAppended { Lines: [var first, ..] } log when first.Number == after + 1 => log,
        _ => null,
    };

    private static SseItem<JobEvent> Item(JobEvent happened) => happened is JobLogAppended
        ? new(happened, LogEvent) { EventId = happened.Sequence.ToString(CultureInfo.InvariantCulture) }
        : new(happened, UpdateEvent);

    /// <summary>Null when the job was deleted or its reader is no longer logged in.</summary>
    private async Task<JobUpdate?> ReadJobAsync(Guid jobId, Guid sessionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sessions = Sessions.Alive(db, clock.GetUtcNow());
        var row = await db.Jobs
            .Where(job => job.Id == jobId && sessions.Any(session => session.Id == sessionId))
            .Select(JobRow.OfJob)
            .FirstOrDefaultAsync(cancellationToken);
        return row?.ToUpdate();
    }

    private async IAsyncEnumerable<JobLogAppended> ReadLogAsync(Guid jobId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            var lines = await JobLog.After(db, jobId, after).Take(LinesPerEvent).ToListAsync(cancellationToken);
            if (lines.Count == 0)
            {
                yield break;
            }

            after = lines[^1].Number;
            yield return new() { JobId = jobId, Sequence = after, Lines = lines };
        }
    }
}
