using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Jobs;

/// <summary>
/// Removes what is older than it should be, in small statements: one for years of jobs and their logs would hold its locks for
/// minutes. What was removed before an interruption stays removed.
/// </summary>
public static class JobHistory
{
    private const int JobsAtOnce = 1_000;
    private const int LogsAtOnce = 100;

    /// <summary>Removes the jobs that ended before, with their logs; their archives stay.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> DeleteEndedAsync(BorgUiDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        // What ended before was created before: so the history's index finds the oldest without a look at the rest.
        var oldest = db.Jobs.Where(job => job.CreatedAt < before && job.CompletedAt < before && JobStates.Ended.Contains(job.Status))
            .OrderBy(job => job.CreatedAt).ThenBy(job => job.Id).Select(job => job.Id).Take(JobsAtOnce);
        return await RepeatAsync(JobsAtOnce, () => db.Jobs.Where(job => oldest.Contains(job.Id)).ExecuteDeleteAsync(cancellationToken));
    }

    /// <summary>
    /// Removes the logs of jobs that have ended, and the reports that go with them, beyond the newest <paramref name="jobsKept"/> of each plan (of each repository,
    /// for jobs without a plan), and of those that ended before. The job itself stays, and says when its log went.
    /// </summary>
    /// <returns>Of how many jobs.</returns>
    public static Task<int> RemoveLogsAsync(BorgUiDbContext db, int? jobsKept, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var (most, limit) = (jobsKept ?? int.MaxValue, before ?? DateTimeOffset.UnixEpoch);
        // It begins with the logs that are there: of those there are few, however many jobs have ended.
        return RepeatAsync(LogsAtOnce, () => db.Database.ExecuteSqlAsync(
            $"""
            WITH logged AS (SELECT DISTINCT job_id FROM job_log_chunks),
            ended AS (
                SELECT jobs.id, jobs.completed_at,
                    row_number() OVER (PARTITION BY coalesce(jobs.plan_id, jobs.repository_id) ORDER BY jobs.completed_at DESC, jobs.id DESC) AS place
                FROM logged JOIN jobs ON jobs.id = logged.job_id WHERE jobs.completed_at IS NOT NULL),
            old AS (SELECT id FROM ended WHERE place > {most} OR completed_at < {limit} ORDER BY completed_at LIMIT {LogsAtOnce}),
            removed AS (DELETE FROM job_log_chunks USING old WHERE job_id = old.id),
            reports AS (DELETE FROM job_report_chunks USING old WHERE job_id = old.id)
            UPDATE jobs SET log_removed_at = now() FROM old WHERE jobs.id = old.id
            """,
            cancellationToken));
    }

    private static async Task<int> RepeatAsync(int batchSize, Func<Task<int>> removeBatch)
    {
        var (removed, batch) = (0, 0);
        do
        {
            batch = await removeBatch();
            removed += batch;
        }
        while (batch == batchSize);

        return removed;
    }
}
