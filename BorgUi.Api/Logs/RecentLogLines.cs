using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Logs;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Logs;

/// <summary>
/// Reads the chunks of all jobs by the time of their last lines, newest first (ix_job_log_chunks_last_at), and opens no more of
/// them than it takes to find enough lines.
/// </summary>
internal static class RecentLogLines
{
    public static async Task<IReadOnlyList<RecentLogLine>> ReadAsync(
        BorgUiDbContext db, Guid? jobId, JobLogLevel leastLevel, string? search, int limit, CancellationToken cancellationToken)
    {
        var levels = Enum.GetValues<JobLogLevel>().Where(level => level >= leastLevel).Select(EnumWords<JobLogLevel>.Of).ToArray();
        var pattern = search is null ? "%" : TextRules.Anywhere(search);
        var rows = await db.Database.SqlQuery<Row>($"""
            WITH newest AS MATERIALIZED (
                SELECT chunk.job_id, chunk.first_number + line.ordinal - 1 AS number, line.at, line.level, line.message
                FROM (
                    SELECT * FROM job_log_chunks
                    WHERE {jobId}::uuid IS NULL OR job_id = {jobId}::uuid
                    ORDER BY at[cardinality(at)] DESC) AS chunk
                CROSS JOIN LATERAL (
                    SELECT * FROM unnest(chunk.at, chunk.levels, chunk.messages) WITH ORDINALITY AS line(at, level, message, ordinal)
                    WHERE line.level = ANY ({levels}) AND line.message ILIKE {pattern} ESCAPE {TextRules.Escape}
                    ORDER BY line.ordinal DESC) AS line
                LIMIT {limit})
            SELECT newest.job_id AS "JobId", jobs.job_type AS "JobType", backup_plans.name AS "PlanName", repositories.name AS "RepositoryName",
                newest.number AS "Number", newest.at AS "At", newest.level AS "Level", newest.message AS "Message"
            FROM newest
            JOIN jobs ON jobs.id = newest.job_id
            LEFT JOIN backup_plans ON backup_plans.id = jobs.plan_id
            LEFT JOIN repositories ON repositories.id = jobs.repository_id
            ORDER BY newest.at DESC, newest.job_id DESC, newest.number DESC
            """).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToLine());
    }

    /// <summary>As it comes from the database, with words for the enums.</summary>
    private sealed record Row(
        Guid JobId, string JobType, string? PlanName, string? RepositoryName, long Number, DateTimeOffset At, string Level, string Message)
    {
        public RecentLogLine ToLine() => new()
        {
            JobId = JobId,
            JobType = EnumWords<JobType>.ValueOf(JobType),
            PlanName = PlanName,
            RepositoryName = RepositoryName,
            Number = Number,
            At = At,
            Level = EnumWords<JobLogLevel>.ValueOf(Level),
            Message = Message,
        };
    }
}
