using Npgsql;

namespace BorgUi.Core.Jobs;

/// <summary>Keeps what a job tells of each of its files. It goes with the log of the job.</summary>
public sealed class JobReportStore(NpgsqlDataSource dataSource)
{
    /// <summary>Stores a chunk if the job is still ours; number 1 begins the report anew, for an earlier attempt may have told one.</summary>
    public async Task<bool> AppendAsync(JobClaim claim, int number, ReportChunk chunk, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH held AS (SELECT id FROM jobs WHERE id = $1 AND lease_id = $2 AND status = 'running'),
            old AS (DELETE FROM job_report_chunks USING held WHERE job_id = held.id AND $3 = 1 AND number > 1),
            stored AS (
                INSERT INTO job_report_chunks (job_id, number, outcome, line_count, lines) SELECT held.id, $3, $4, $5, $6 FROM held
                ON CONFLICT (job_id, number) DO UPDATE SET outcome = excluded.outcome, line_count = excluded.line_count, lines = excluded.lines)
            SELECT EXISTS (SELECT FROM held)
            """);
        command.Parameters.Add(new() { Value = claim.JobId });
        command.Parameters.Add(new() { Value = claim.LeaseId });
        command.Parameters.Add(new() { Value = number });
        command.Parameters.Add(new() { Value = chunk.Outcome });
        command.Parameters.Add(new() { Value = chunk.LineCount });
        command.Parameters.Add(new() { Value = chunk.Packed });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Removes what an earlier attempt told, if the job is still ours: this one may find nothing to tell.</summary>
    public async Task<bool> ClearAsync(JobClaim claim, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH held AS (SELECT id FROM jobs WHERE id = $1 AND lease_id = $2 AND status = 'running'),
            old AS (DELETE FROM job_report_chunks USING held WHERE job_id = held.id)
            SELECT EXISTS (SELECT FROM held)
            """);
        command.Parameters.Add(new() { Value = claim.JobId });
        command.Parameters.Add(new() { Value = claim.LeaseId });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
