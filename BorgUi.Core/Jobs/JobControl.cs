using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Npgsql;

namespace BorgUi.Core.Jobs;

/// <summary>A job that a statement of control changed, as it is now.</summary>
public sealed record ChangedJob(Guid JobId, JobType JobType, JobStatus Status, long Sequence);

/// <summary>A running job whose worker no longer renews its lease, and the process that may be left of it.</summary>
public sealed record OrphanedJob(Guid JobId, Guid LeaseId, Guid? WorkerId, string? WorkerName, string? HostId, int? ProcessPid, DateTimeOffset? ProcessStartedAt);

/// <summary>What people and the rescuer do to jobs that they do not hold.</summary>
public sealed class JobControl(NpgsqlDataSource dataSource)
{
    /// <summary>
    /// Cancels a job that waits; asks the worker of a running one to stop it. Null when the job has ended or is unknown.
    /// </summary>
    public Task<ChangedJob?> RequestCancelAsync(Guid jobId, CancellationToken cancellationToken) => ChangeAsync("""
        UPDATE jobs SET cancel_requested_at = coalesce(cancel_requested_at, now()), sequence = sequence + 1,
            status = CASE WHEN status = 'running' THEN status ELSE 'cancelled' END,
            completed_at = CASE WHEN status = 'running' THEN NULL ELSE now() END
        WHERE id = $1 AND status IN ('pending', 'running', 'paused', 'interrupted')
        RETURNING id, job_type, status, sequence
        """, [new() { Value = jobId }], cancellationToken);

    /// <summary>The running jobs whose lease has ended, oldest first.</summary>
    public async Task<IReadOnlyList<OrphanedJob>> FindOrphansAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT jobs.id, jobs.lease_id, jobs.worker_id, jobs.worker_name, workers.host_id, jobs.process_pid, jobs.process_started_at
            FROM jobs LEFT JOIN workers ON workers.id = jobs.worker_id
            WHERE jobs.status = 'running' AND jobs.lease_expires_at < now()
            ORDER BY jobs.lease_expires_at
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var orphans = new List<OrphanedJob>();
        while (await reader.ReadAsync(cancellationToken))
        {
            orphans.Add(new(
                reader.GetGuid(0),
                reader.GetGuid(1),
                reader[2] as Guid?,
                reader[3] as string,
                reader[4] as string,
                reader[5] as int?,
                await reader.IsDBNullAsync(6, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(6)));
        }

        return orphans;
    }

    /// <summary>Marks an orphan as interrupted, if its lease has still not been renewed; null when somebody was quicker.</summary>
    public Task<ChangedJob?> InterruptAsync(OrphanedJob orphan, string reason, CancellationToken cancellationToken) => ChangeAsync("""
        UPDATE jobs SET status = 'interrupted', lease_id = NULL, lease_expires_at = NULL, error_message = $3, sequence = sequence + 1
        WHERE id = $1 AND lease_id = $2 AND status = 'running' AND lease_expires_at < now()
        RETURNING id, job_type, status, sequence
        """, [new() { Value = orphan.JobId }, new() { Value = orphan.LeaseId }, new() { Value = reason }], cancellationToken);

    private async Task<ChangedJob?> ChangeAsync(string sql, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddRange(parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetGuid(0), WordConverter<JobType>.ValueOf(reader.GetString(1)), WordConverter<JobStatus>.ValueOf(reader.GetString(2)), reader.GetInt64(3))
            : null;
    }
}
