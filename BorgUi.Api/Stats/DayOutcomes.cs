using BorgUi.Contracts.Stats;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Stats;

/// <summary>How many jobs ended how on each of the last days, in UTC.</summary>
internal static class DayOutcomes
{
    public const int Days = 14;

    public static async Task<IReadOnlyList<DayOutcome>> ReadAsync(BorgUiDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        var first = today.AddDays(1 - Days);
        return await db.Database.SqlQuery<DayOutcome>($"""
            SELECT day::date AS "Day",
                coalesce(completed, 0)::int AS "Completed",
                coalesce(completed_with_warnings, 0)::int AS "CompletedWithWarnings",
                coalesce(failed, 0)::int AS "Failed",
                coalesce(cancelled, 0)::int AS "Cancelled"
            FROM generate_series({first}::date, {today}::date, interval '1 day') AS day
            LEFT JOIN (
                SELECT (completed_at AT TIME ZONE 'UTC')::date AS ended_on,
                    count(*) FILTER (WHERE status = 'completed') AS completed,
                    count(*) FILTER (WHERE status = 'completed_with_warnings') AS completed_with_warnings,
                    count(*) FILTER (WHERE status = 'failed') AS failed,
                    count(*) FILTER (WHERE status = 'cancelled') AS cancelled
                FROM jobs WHERE completed_at >= {first}::timestamp AT TIME ZONE 'UTC'
                GROUP BY ended_on) AS ended ON ended_on = day::date
            ORDER BY day
            """).ToListAsync(cancellationToken);
    }
}
