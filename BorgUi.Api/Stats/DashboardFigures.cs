using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Stats;

/// <summary>The numbers of the dashboard, counted by the database in one statement.</summary>
internal sealed record DashboardFigures
{
    public required int Repositories { get; init; }

    public required int RepositoriesWithTrouble { get; init; }

    public required long OriginalSize { get; init; }

    public required long CompressedSize { get; init; }

    public required long DeduplicatedSize { get; init; }

    public DateTimeOffset? LastBackupAt { get; init; }

    public required int Plans { get; init; }

    public required int PlansNeverBackedUp { get; init; }

    public bool BacksUpBorgui { get; init; }

    public required int Archives { get; init; }

    public required int JobsRunning { get; init; }

    public required int JobsPending { get; init; }

    public required int JobsInterrupted { get; init; }

    public required int WorkersAlive { get; init; }

    public string? WorkerTrouble { get; init; }

    public static Task<DashboardFigures> ReadAsync(BorgUiDbContext db, DateTimeOffset workersLostBefore, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<DashboardFigures>($"""
            SELECT of_repositories.*, of_plans.*, of_jobs.*,
                (SELECT count(*)::int FROM archives) AS "Archives",
                (SELECT count(*)::int FROM workers WHERE heartbeat_at > {workersLostBefore}) AS "WorkersAlive",
                (SELECT min(trouble) FROM workers WHERE heartbeat_at > {workersLostBefore}) AS "WorkerTrouble"
            FROM
                (SELECT
                    count(*)::int AS "Repositories",
                    (count(*) FILTER (WHERE state IN ('unreachable', 'error')))::int AS "RepositoriesWithTrouble",
                    coalesce(sum(original_size_bytes), 0)::bigint AS "OriginalSize",
                    coalesce(sum(compressed_size_bytes), 0)::bigint AS "CompressedSize",
                    coalesce(sum(deduplicated_size_bytes), 0)::bigint AS "DeduplicatedSize",
                    max(last_backup_at) AS "LastBackupAt"
                FROM repositories) AS of_repositories,
                (SELECT
                    count(*)::int AS "Plans",
                    (count(*) FILTER (WHERE
                        NOT EXISTS (SELECT FROM archives WHERE archives.plan_id = backup_plans.id)
                        AND NOT EXISTS (SELECT FROM jobs WHERE jobs.plan_id = backup_plans.id AND jobs.status IN ('completed', 'completed_with_warnings'))))::int
                        AS "PlansNeverBackedUp",
                    coalesce(bool_or(includes_borgui), false) AS "BacksUpBorgui"
                FROM backup_plans) AS of_plans,
                (SELECT
                    (count(*) FILTER (WHERE status = 'running'))::int AS "JobsRunning",
                    (count(*) FILTER (WHERE status = 'pending'))::int AS "JobsPending",
                    (count(*) FILTER (WHERE status = 'interrupted'))::int AS "JobsInterrupted"
                FROM jobs WHERE status IN ('running', 'pending', 'interrupted')) AS of_jobs
            """).SingleAsync(cancellationToken);
}
