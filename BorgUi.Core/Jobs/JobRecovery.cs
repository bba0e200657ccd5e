using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Data;
using Npgsql;

namespace BorgUi.Core.Jobs;

/// <summary>Jobs that lost their worker: how they are found, taken over, and what people and policies make of them.</summary>
public sealed class JobRecovery(NpgsqlDataSource dataSource)
{
    /// <summary>A job that was tried so often is not resumed by itself: perhaps it is what kills the workers.</summary>
    public const int MaximumAttempts = 5;

    /// <summary>The running jobs that may have lost their worker: those whose lease has ended, and all of the given machine.</summary>
    public async Task<IReadOnlyList<RunningJob>> FindSuspectsAsync(string hostId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT jobs.id, jobs.lease_id, jobs.site, CASE WHEN jobs.lease_expires_at < now() THEN now() - jobs.lease_expires_at END,
                jobs.worker_name, workers.host_id, workers.process_id, workers.process_started_at, jobs.process_pid, jobs.process_started_at
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
                Site = reader.GetString(2),
                ExpiredFor = reader[3] as TimeSpan?,
                WorkerName = reader[4] as string,
                HostId = reader[5] as string,
                WorkerProcessId = reader[6] as int?,
                WorkerProcessStartedAt = Time(reader, 7),
                ProcessPid = reader[8] as int?,
                ProcessStartedAt = Time(reader, 9),
            });
        }

        return suspects;
    }

    /// <summary>
    /// Takes a job over from a worker that is gone, so that the old claim writes nothing any more. Null when somebody was
    /// quicker, or when the lease was renewed meanwhile: only one who knows that the worker is dead need not wait for its end.
    /// </summary>
    public async Task<JobClaim?> TakeOverAsync(RunningJob job, bool workerIsDead, Guid workerId, TimeSpan lease, CancellationToken cancellationToken)
    {
        var leaseId = Guid.CreateVersion7();
        var taken = await dataSource.ChangeAsync($"""
            UPDATE jobs SET lease_id = $3, lease_expires_at = now() + $4, worker_id = $5, sequence = sequence + 1
            WHERE id = $1 AND lease_id = $2 AND status = 'running' AND ($6 OR lease_expires_at < now())
            {JobStatements.Returning}
            """,
            [
                new() { Value = job.JobId }, new() { Value = job.LeaseId }, new() { Value = leaseId },
                new() { Value = lease }, new() { Value = workerId }, new() { Value = workerIsDead },
            ],
            cancellationToken);
        return taken is [var one] ? new(one.JobId, leaseId, one.JobType, one.Sequence) : null;
    }

    /// <summary>Pauses interrupted jobs, or puts them into the queue; of equal ones only one can wait, the others are paused.</summary>
    public async Task<IReadOnlyList<ChangedJob>> RecoverAsync(IReadOnlyCollection<Guid>? jobIds, bool queue, CancellationToken cancellationToken)
    {
        var queued = queue ? await QueueAsync(jobIds, cancellationToken) : [];
        var paused = await dataSource.ChangeAsync($"""
            UPDATE jobs SET status = 'paused', sequence = sequence + 1
            WHERE status = 'interrupted' AND ($1 IS NULL OR id = ANY($1))
            {JobStatements.Returning}
            """, [JobStatements.Ids(jobIds)], cancellationToken);
        return [.. queued, .. paused];
    }

    /// <summary>Ends interrupted jobs as failed; the reason says that somebody (<paramref name="by"/>) gave them up.</summary>
    public Task<IReadOnlyList<ChangedJob>> DismissAsync(IReadOnlyCollection<Guid>? jobIds, string by, CancellationToken cancellationToken) => dataSource.ChangeAsync($"""
        UPDATE jobs SET status = 'failed', completed_at = now(), sequence = sequence + 1,
            error_message = concat_ws(' ', coalesce(error_message, 'It was interrupted.'), 'Dismissed by ' || $2 || '.')
        WHERE status = 'interrupted' AND ($1 IS NULL OR id = ANY($1))
        {JobStatements.Returning}
        """, [JobStatements.Ids(jobIds), new() { Value = by }], cancellationToken);

    /// <summary>Does with interrupted jobs what their plans say; those of a plan that asks stay.</summary>
    public async Task<IReadOnlyList<ChangedJob>> ApplyPoliciesAsync(CancellationToken cancellationToken)
    {
        var resumed = await QueueAsync(await FindByPolicyAsync(InterruptionPolicy.Resume, cancellationToken), cancellationToken);
        var dismissed = await FindByPolicyAsync(InterruptionPolicy.Dismiss, cancellationToken);
        return [.. resumed, .. await DismissAsync(dismissed, "the policy of its plan", cancellationToken)];
    }

    private async Task<List<ChangedJob>> QueueAsync(IReadOnlyCollection<Guid>? jobIds, CancellationToken cancellationToken)
    {
        var queued = new List<ChangedJob>();
        foreach (var jobId in jobIds ?? await FindInterruptedAsync(cancellationToken))
        {
            try
            {
                if (await QueueOneAsync(jobId, cancellationToken) is { } changed)
                {
                    queued.Add(changed);
                }
            }
            catch (PostgresException error) when (JobStatements.IsEqualPending(error))
            {
                // The one that waits already will do this.
            }
        }

        return queued;
    }

    // Paused jobs that are named by mistake stay as they are.
    private async Task<ChangedJob?> QueueOneAsync(Guid jobId, CancellationToken cancellationToken) =>
        (await dataSource.ChangeAsync($"""
            UPDATE jobs SET {JobStatements.ToPending} WHERE id = $1 AND status = 'interrupted'
            {JobStatements.Returning}
            """, [new() { Value = jobId }], cancellationToken)).SingleOrDefault();

    private Task<List<Guid>> FindInterruptedAsync(CancellationToken cancellationToken) =>
        FindAsync("SELECT id FROM jobs WHERE status = 'interrupted' ORDER BY created_at, id", [], cancellationToken);

    private Task<List<Guid>> FindByPolicyAsync(InterruptionPolicy policy, CancellationToken cancellationToken) => FindAsync("""
        SELECT jobs.id FROM jobs JOIN backup_plans AS plan ON plan.id = jobs.plan_id
        WHERE jobs.status = 'interrupted' AND plan.on_interrupted = $1 AND ($1 <> $2 OR jobs.attempt < $3)
        ORDER BY jobs.created_at, jobs.id
        """,
        [
            new() { Value = WordConverter<InterruptionPolicy>.WordOf(policy) },
            new() { Value = WordConverter<InterruptionPolicy>.WordOf(InterruptionPolicy.Resume) },
            new() { Value = MaximumAttempts },
        ],
        cancellationToken);

    private async Task<List<Guid>> FindAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
