using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Npgsql;

namespace BorgUi.Core.Jobs;

/// <summary>A job that a statement of control changed, as it is now.</summary>
public sealed record ChangedJob(Guid JobId, JobType JobType, JobStatus Status, long Sequence);

/// <summary>A running job with the worker and the process that it is supposed to have.</summary>
public sealed record RunningJob
{
    public required Guid JobId { get; init; }

    public required Guid LeaseId { get; init; }

    /// <summary>By the clock of the database.</summary>
    public required bool LeaseHasExpired { get; init; }

    public string? WorkerName { get; init; }

    /// <summary>The machine, worker process and borg process; null when they were never noted.</summary>
    public string? HostId { get; init; }

    public int? WorkerProcessId { get; init; }

    public DateTimeOffset? WorkerProcessStartedAt { get; init; }

    public int? ProcessPid { get; init; }

    public DateTimeOffset? ProcessStartedAt { get; init; }
}

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

    /// <summary>The running jobs that may have lost their worker: those whose lease has ended, and all of the given machine.</summary>
    public async Task<IReadOnlyList<RunningJob>> FindSuspectsAsync(string hostId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT jobs.id, jobs.lease_id, jobs.lease_expires_at < now() AS expired, jobs.worker_name, workers.host_id,
                workers.process_id, workers.process_started_at, jobs.process_pid, jobs.process_started_at
            FROM jobs LEFT JOIN workers ON workers.id = jobs.worker_id
            WHERE jobs.status = 'running' AND (jobs.lease_expires_at < now() OR workers.host_id = $1)
            ORDER BY jobs.lease_expires_at
            """);
        command.Parameters.Add(new() { Value = hostId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var suspects = new List<RunningJob>();
        while (await reader.ReadAsync(cancellationToken))
        {
            suspects.Add(new()
            {
                JobId = reader.GetGuid(0),
                LeaseId = reader.GetGuid(1),
                LeaseHasExpired = reader.GetBoolean(2),
                WorkerName = reader[3] as string,
                HostId = reader[4] as string,
                WorkerProcessId = reader[5] as int?,
                WorkerProcessStartedAt = Time(reader, 6),
                ProcessPid = reader[7] as int?,
                ProcessStartedAt = Time(reader, 8),
            });
        }

        return suspects;
    }

    /// <summary>
    /// Marks a job as interrupted. Null when somebody was quicker, or when its lease was renewed meanwhile:
    /// only one who knows that the worker is dead need not wait for the lease.
    /// </summary>
    public Task<ChangedJob?> InterruptAsync(RunningJob job, bool workerIsDead, string reason, CancellationToken cancellationToken) => ChangeAsync("""
        UPDATE jobs SET status = 'interrupted', lease_id = NULL, lease_expires_at = NULL, error_message = $3, sequence = sequence + 1
        WHERE id = $1 AND lease_id = $2 AND status = 'running' AND ($4 OR lease_expires_at < now())
        RETURNING id, job_type, status, sequence
        """,
        [new() { Value = job.JobId }, new() { Value = job.LeaseId }, new() { Value = reason }, new() { Value = workerIsDead }],
        cancellationToken);

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

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
