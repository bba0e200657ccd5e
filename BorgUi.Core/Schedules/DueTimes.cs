using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Maintenance;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Schedules;

/// <summary>Everything that is enabled, and the time by the database's clock, which alone decides what is due.</summary>
/// <param name="Unreadable">The ids of items whose expression or time zone this machine does not know.</param>
public sealed record ScheduledItems(IReadOnlyList<ScheduledItem> Items, IReadOnlyList<string> Unreadable, DateTimeOffset Now);

/// <summary>What became of a due time, and the job or run that does it: the first of them, where a plan has several repositories.</summary>
public sealed record Settlement(Due Due, DueOutcome Outcome, Guid? ExecutionId = null)
{
    /// <summary>The jobs that did not wait already.</summary>
    public IReadOnlyList<Job> NewJobs { get; init; } = [];
}

/// <summary>
/// Turns due times into work. What is due, what became of it and the work itself are stored in one transaction: a worker may die or
/// freeze at any moment, and any number of them may see the same due time.
/// </summary>
public sealed class DueTimes(IDbContextFactory<BorgUiDbContext> contexts)
{
    /// <summary>The one list of all that is scheduled.</summary>
    public async Task<ScheduledItems> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        List<IScheduled> rows =
        [
            .. await db.ScheduledJobs.AsNoTracking().Where(row => row.Enabled).ToListAsync(cancellationToken),
            .. await db.MaintenanceJobs.AsNoTracking().Where(row => row.Enabled && row.ScheduleCron != null).ToListAsync(cancellationToken),
        ];
        var (items, unreadable) = (new List<ScheduledItem>(), new List<string>());
        foreach (var row in rows)
        {
            try
            {
                items.Add(ScheduledItem.Of(row));
            }
            catch (FormatException)
            {
                // The others go on.
                unreadable.Add(ScheduledItem.IdOf(row.Kind, row.Id));
            }
        }

        return new(items, unreadable, await NowAsync(db, cancellationToken));
    }

    /// <summary>Settles the newest due time of the item; null when none is, or when somebody else is at it.</summary>
    public async Task<Settlement?> SettleAsync(ScheduledItem item, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(db, item, cancellationToken) is not { } row)
        {
            return null;
        }

        // As the row says now, for somebody may have changed or settled it since it was loaded.
        var (current, now) = (ScheduledItem.Of(row), await NowAsync(db, cancellationToken));
        if (Due.Of(current, now) is not { } due)
        {
            return null;
        }

        var isDone = await db.DueTimes.AnyAsync(known => known.ScheduledItem == current.Id && known.DueAt == due.At, cancellationToken);
        var settlement = due.IsMissed || isDone ? new(due, DueOutcome.Missed) : await ExecuteAsync(db, row, current, due, now, cancellationToken);
        row.Settle(settlement, now);
        if (!isDone)
        {
            db.DueTimes.Add(DueTime.Of(current.Id, settlement, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isDone ? null : settlement;
    }

    /// <summary>The time by the clock of the database.</summary>
    public static Task<DateTimeOffset> NowAsync(BorgUiDbContext db, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync(cancellationToken);

    private static async Task<Settlement> ExecuteAsync(
        BorgUiDbContext db, IScheduled row, ScheduledItem item, Due due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row is not ScheduledJob schedule)
        {
            var (runId, isNewRun) = await MaintenanceRuns.RequestAsync(db, row.Id, cancellationToken);
            return new(due, isNewRun ? DueOutcome.Queued : DueOutcome.Covered, runId);
        }

        var queued = await JobQueue.EnqueueAsync(db, ScheduledWork.JobsOf(schedule, now, due.NotBefore(item, now)), cancellationToken);
        return new(due, queued.NewJobs.Count > 0 ? DueOutcome.Queued : DueOutcome.Covered, queued.JobIds[0]) { NewJobs = queued.NewJobs };
    }

    // Nobody waits for a worker that is at it, for it may be frozen: its transaction ends soon, and the next look finds what is left.
    private static async Task<IScheduled?> LockAsync(BorgUiDbContext db, ScheduledItem item, CancellationToken cancellationToken)
    {
        var id = item.EntityId;
        if (item.Kind == ScheduledItem.Maintenance)
        {
            var locked = db.Database.SqlQuery<Guid>($"""SELECT id AS "Value" FROM maintenance_jobs WHERE id = {id} AND enabled AND schedule_cron IS NOT NULL FOR NO KEY UPDATE SKIP LOCKED""");
            return (await locked.ToListAsync(cancellationToken)).Count == 0 ? null : await db.MaintenanceJobs.SingleAsync(row => row.Id == id, cancellationToken);
        }

        var mine = db.Database.SqlQuery<Guid>($"""SELECT id AS "Value" FROM scheduled_jobs WHERE id = {id} AND enabled FOR NO KEY UPDATE SKIP LOCKED""");
        return (await mine.ToListAsync(cancellationToken)).Count == 0
            ? null
            : await db.ScheduledJobs.IncludeTargets().SingleAsync(row => row.Id == id, cancellationToken);
    }
}
