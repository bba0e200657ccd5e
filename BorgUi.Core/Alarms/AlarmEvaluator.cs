using BorgUi.Contracts.Alarms;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using BorgUi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Alarms;

/// <summary>What a look has changed.</summary>
public sealed record AlarmChanges(IReadOnlyList<Alarm> Raised, IReadOnlyList<Alarm> Cleared)
{
    public static readonly AlarmChanges None = new([], []);

    public bool Any => Raised.Count + Cleared.Count > 0;
}

/// <summary>
/// Looks at everything that may be wrong, by the database's clock, and raises and clears alarms accordingly, in one transaction.
/// Any number of processes may look at once: one does, the others pass.
/// </summary>
public sealed class AlarmEvaluator(IDbContextFactory<BorgUiDbContext> contexts)
{
    // Any number, as long as nothing else in this database uses it.
    private const long Lock = 7_226_311_904;

    public async Task<AlarmChanges> EvaluateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isMine = await db.Database.SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock({Lock}) AS "Value" """).SingleAsync(cancellationToken);
        if (!isMine)
        {
            return AlarmChanges.None;
        }

        var now = await DueTimes.NowAsync(db, cancellationToken);
        var changes = await ReconcileAsync(db, await FindAsync(db, now, cancellationToken), now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changes;
    }

    private static async Task<IReadOnlyList<AlarmFinding>> FindAsync(BorgUiDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = (await StoredSettings.ReadAsync(db, cancellationToken)).Alarms;
        return
        [
            .. await OverduePlans.FindAsync(db, now, cancellationToken),
            .. await LostWorkers.FindAsync(db, now, cancellationToken),
            .. await FullRepositories.FindAsync(db, settings, now, cancellationToken),
            .. await UncheckedRepositories.FindAsync(db, settings, now, cancellationToken),
            .. await FailedDrills.FindAsync(db, now, cancellationToken),
            .. await UnusualPlans.FindAsync(db, cancellationToken),
        ];
    }

    private static async Task<AlarmChanges> ReconcileAsync(
        BorgUiDbContext db, IReadOnlyList<AlarmFinding> findings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var active = await db.Alarms.Where(alarm => alarm.ClearedAt == null).ToDictionaryAsync(alarm => (alarm.Kind, alarm.SubjectId), cancellationToken);
        var raised = new List<Alarm>();
        foreach (var finding in findings)
        {
            if (active.Remove((finding.Kind, finding.SubjectId), out var known))
            {
                (known.Title, known.Detail, known.LastSeenAt) = (finding.Title, finding.Detail, now);
            }
            else
            {
                raised.Add(finding.ToAlarm(now));
            }
        }

        foreach (var over in active.Values)
        {
            over.ClearedAt = now;
        }

        db.Alarms.AddRange(raised);
        return new(raised, [.. active.Values]);
    }
}
