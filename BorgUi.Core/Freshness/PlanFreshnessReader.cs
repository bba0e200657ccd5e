using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Freshness;

/// <summary>A plan and how fresh its backups are.</summary>
public sealed record JudgedPlan(Guid PlanId, string Name, PlanFreshness Freshness);

/// <summary>Reads how fresh plans are in all their repositories: two statements, however many there are and however long their history is.</summary>
public static class PlanFreshnessReader
{
    public static Task<IReadOnlyList<JudgedPlan>> OfAllAsync(BorgUiDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(db, areAll: true, [], now, cancellationToken);

    public static async Task<IReadOnlyDictionary<Guid, PlanFreshness>> OfAsync(
        BorgUiDbContext db, IReadOnlyCollection<Guid> planIds, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await ReadAsync(db, areAll: false, [.. planIds], now, cancellationToken)).ToDictionary(plan => plan.PlanId, plan => plan.Freshness);

    private static async Task<IReadOnlyList<JudgedPlan>> ReadAsync(BorgUiDbContext db, bool areAll, Guid[] ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var schedules = await db.ScheduledJobs.AsNoTracking()
            .Where(schedule => schedule.Enabled && schedule.Operation == ScheduledOperation.Backup && (areAll || ids.Contains(schedule.PlanId!.Value)))
            .ToListAsync(cancellationToken);
        var ofPlan = schedules.ToLookup(schedule => schedule.PlanId!.Value);
        var rows = await RowsAsync(db, areAll, ids, cancellationToken);
        return [.. rows.GroupBy(row => row.PlanId).Select(rowsOfPlan => Judge([.. rowsOfPlan], ofPlan[rowsOfPlan.Key], now))];
    }

    private static JudgedPlan Judge(IReadOnlyList<PairRow> ofPlan, IEnumerable<ScheduledJob> schedules, DateTimeOffset now)
    {
        var plan = ofPlan[0];
        var expectation = new Expectation(plan.ExpectedEvery, [.. schedules.Select(Expected).OfType<ExpectedSchedule>()]);
        var usual = ofPlan.Aggregate(TimeSpan.Zero, (sum, row) => sum + row.Duration);
        var judged = ofPlan.Select(row => (row.RepositoryName, Freshness: FreshnessJudge.Of(expectation, row.History with { UsualDuration = usual }, now)));
        if (ofPlan.Count > 1)
        {
            judged = judged.Select(pair => pair with { Freshness = pair.Freshness with { Reason = $"{pair.RepositoryName}: {pair.Freshness.Reason}" } });
        }

        return new(plan.PlanId, plan.Name, FreshnessJudge.Worst(judged.Select(pair => pair.Freshness)));
    }

    private static ExpectedSchedule? Expected(ScheduledJob schedule)
    {
        try
        {
            return new(schedule.Schedule, schedule.CountsFrom, TimeSpan.FromSeconds(schedule.JitterSeconds));
        }
        catch (FormatException)
        {
            // This machine does not know its time zone; where it is known it is judged.
            return null;
        }
    }

    // An archive stands for a job that has left the history.
    private static Task<List<PairRow>> RowsAsync(BorgUiDbContext db, bool areAll, Guid[] ids, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<PairRow>($"""
            SELECT plan.id AS "PlanId", plan.name AS "Name", pair.repository_id AS "RepositoryId", repository.name AS "RepositoryName", pair.since AS "PlannedSince",
                plan.expected_every AS "ExpectedEvery", plan.absent_until AS "AbsentUntil", plan.absent_reason AS "AbsentReason",
                coalesce(good.started_at, archived.started_at) AS "GoodStartedAt", coalesce(good.completed_at, archived.ended_at) AS "GoodEndedAt",
                coalesce(good.status = 'completed_with_warnings', false) AS "GoodHadWarnings",
                failed.completed_at AS "FailedAt", failed.error_message AS "Error", running.started_at AS "RunningSince"
            FROM backup_plans AS plan
            CROSS JOIN LATERAL (
                SELECT plan.repository_id, plan.created_at AS since
                UNION ALL SELECT copy.repository_id, copy.added_at FROM plan_copies AS copy WHERE copy.plan_id = plan.id) AS pair
            JOIN repositories AS repository ON repository.id = pair.repository_id
            LEFT JOIN LATERAL (
                SELECT id, created_at, started_at, completed_at, status FROM jobs
                WHERE plan_id = plan.id AND repository_id = pair.repository_id AND job_type = 'backup' AND status IN ('completed', 'completed_with_warnings')
                ORDER BY created_at DESC, id DESC LIMIT 1) AS good ON true
            LEFT JOIN LATERAL (
                SELECT started_at, started_at + coalesce(duration, interval '0') AS ended_at FROM archives
                WHERE plan_id = plan.id AND repository_id = pair.repository_id AND good.started_at IS NULL
                ORDER BY started_at DESC LIMIT 1) AS archived ON true
            LEFT JOIN LATERAL (
                SELECT completed_at, error_message FROM jobs
                WHERE plan_id = plan.id AND repository_id = pair.repository_id AND job_type = 'backup' AND status = 'failed'
                    AND (good.id IS NULL OR (created_at, id) > (good.created_at, good.id))
                ORDER BY created_at DESC, id DESC LIMIT 1) AS failed ON true
            LEFT JOIN LATERAL (
                SELECT started_at FROM jobs
                WHERE plan_id = plan.id AND job_type = 'backup' AND status = 'running'
                ORDER BY started_at LIMIT 1) AS running ON true
            WHERE {areAll} OR plan.id = ANY({ids})
            ORDER BY plan.name, plan.id
            """).ToListAsync(cancellationToken);

    private sealed record PairRow
    {
        public required Guid PlanId { get; init; }

        public required string Name { get; init; }

        public required Guid RepositoryId { get; init; }

        public required string RepositoryName { get; init; }

        public required DateTimeOffset PlannedSince { get; init; }

        public TimeSpan? ExpectedEvery { get; init; }

        public DateTimeOffset? AbsentUntil { get; init; }

        public string? AbsentReason { get; init; }

        public DateTimeOffset? GoodStartedAt { get; init; }

        public DateTimeOffset? GoodEndedAt { get; init; }

        public required bool GoodHadWarnings { get; init; }

        public DateTimeOffset? FailedAt { get; init; }

        public string? Error { get; init; }

        public DateTimeOffset? RunningSince { get; init; }

        public TimeSpan Duration => GoodEndedAt - GoodStartedAt ?? TimeSpan.Zero;

        public BackupHistory History => new()
        {
            RepositoryId = RepositoryId,
            PlannedSince = PlannedSince,
            AbsentUntil = AbsentUntil,
            AbsentReason = AbsentReason,
            LastGood = GoodEndedAt is { } ended ? new(GoodStartedAt ?? ended, ended, GoodHadWarnings) : null,
            LastFailure = FailedAt is { } failed ? new(failed, Error) : null,
            RunningSince = RunningSince,
        };
    }
}
