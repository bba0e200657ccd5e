using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Core.Maintenance;

/// <summary>A run that a worker has taken.</summary>
/// <param name="IsScheduled">Whether its maintenance job has times of its own.</param>
/// <param name="PlanId">The only plan that is meant; null for all.</param>
/// <param name="RepositoryId">The only repository of that plan that is meant; null for all of them.</param>
public sealed record MaintenanceClaim(Guid RunId, Guid LeaseId, MaintenanceJobType JobType, bool IsScheduled, Guid? PlanId, Guid? RepositoryId);

/// <summary>The runs of maintenance jobs, in SQL; of each job one at a time. Times are the database's.</summary>
public sealed class MaintenanceRuns(NpgsqlDataSource dataSource)
{
    /// <summary>Asks for a run; when one is under way, or waits for a worker, that one is answered.</summary>
    /// <returns>Its id, and whether it is new.</returns>
    public static Task<(Guid RunId, bool IsNew)> RequestAsync(BorgUiDbContext db, Guid maintenanceJobId, CancellationToken cancellationToken) =>
        RequestAsync(db, maintenanceJobId, planId: null, repositoryId: null, cancellationToken);

    /// <param name="planId">The only plan that is meant; null for all. The run that is under way may mean another one.</param>
    public static async Task<(Guid RunId, bool IsNew)> RequestAsync(
        BorgUiDbContext db, Guid maintenanceJobId, Guid? planId, Guid? repositoryId, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        while (true)
        {
            var stored = await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO maintenance_runs (id, maintenance_job_id, plan_id, repository_id, status, started_at)
                VALUES ({id}, {maintenanceJobId}, {planId}, {repositoryId}, 'running', now())
                ON CONFLICT (maintenance_job_id) WHERE status = 'running' DO NOTHING
                """,
                cancellationToken);
            if (stored == 1)
            {
                return (id, true);
            }

            var running = db.MaintenanceRuns.Where(run => run.MaintenanceJobId == maintenanceJobId && run.Status == MaintenanceRunStatus.Running);
            if (await running.Select(run => (Guid?)run.Id).FirstOrDefaultAsync(cancellationToken) is { } other)
            {
                return (other, false);
            }
        }
    }

    /// <summary>Takes the run that has waited longest, or none.</summary>
    public async Task<MaintenanceClaim?> ClaimAsync(IReadOnlyCollection<MaintenanceJobType> jobTypes, string workerName, TimeSpan lease, CancellationToken cancellationToken)
    {
        var leaseId = Guid.CreateVersion7();
        await using var command = dataSource.CreateCommand("""
            UPDATE maintenance_runs AS run SET lease_id = $1, lease_expires_at = now() + $2, worker_name = $3
            FROM maintenance_jobs AS job
            WHERE job.id = run.maintenance_job_id AND run.id = (
                SELECT waiting.id FROM maintenance_runs AS waiting JOIN maintenance_jobs AS kind ON kind.id = waiting.maintenance_job_id
                WHERE waiting.status = 'running' AND waiting.lease_id IS NULL AND kind.job_type = ANY($4)
                ORDER BY waiting.started_at LIMIT 1 FOR UPDATE OF waiting SKIP LOCKED)
            RETURNING run.id, job.job_type, job.schedule_cron IS NOT NULL, run.plan_id, run.repository_id
            """);
        var kinds = jobTypes.Select(WordConverter<MaintenanceJobType>.WordOf).ToArray();
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = leaseId }, new() { Value = lease }, new() { Value = workerName }, new() { Value = kinds } });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(
                reader.GetGuid(0),
                leaseId,
                WordConverter<MaintenanceJobType>.ValueOf(reader.GetString(1)),
                reader.GetBoolean(2),
                await reader.GetFieldValueAsync<Guid?>(3, cancellationToken),
                await reader.GetFieldValueAsync<Guid?>(4, cancellationToken))
            : null;
    }

    /// <returns>False when the run is no longer ours.</returns>
    public Task<bool> RenewAsync(MaintenanceClaim claim, TimeSpan lease, CancellationToken cancellationToken) => ChangeAsync(
        "UPDATE maintenance_runs SET lease_expires_at = now() + $3 WHERE id = $1 AND lease_id = $2 AND status = 'running'",
        claim, [new() { Value = lease }], cancellationToken);

    /// <summary>Gives a run back, for another worker to begin anew.</summary>
    public Task<bool> ReleaseAsync(MaintenanceClaim claim, CancellationToken cancellationToken) => ChangeAsync(
        "UPDATE maintenance_runs SET lease_id = NULL, lease_expires_at = NULL, worker_name = NULL WHERE id = $1 AND lease_id = $2 AND status = 'running'",
        claim, [], cancellationToken);

    /// <returns>False when the run was no longer ours; then nothing is written.</returns>
    public Task<bool> FinishAsync(MaintenanceClaim claim, MaintenanceRunStatus status, string message, string? resultJson, CancellationToken cancellationToken) => ChangeAsync(
        "UPDATE maintenance_runs SET status = $3, message = $4, result_json = $5::jsonb, finished_at = now() WHERE id = $1 AND lease_id = $2 AND status = 'running'",
        claim,
        [
            new() { Value = WordConverter<MaintenanceRunStatus>.WordOf(status) }, new() { Value = message },
            new() { Value = (object?)resultJson ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
        ],
        cancellationToken);

    /// <summary>Ends the runs whose worker is gone; each chore can be done again at any time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EndLostAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            UPDATE maintenance_runs SET status = 'failed', finished_at = now(), message = 'Its worker ' || worker_name || ' ended without finishing it.'
            WHERE status = 'running' AND lease_expires_at < now()
            """);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> ChangeAsync(string sql, MaintenanceClaim claim, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddRange(parameters.Prepend(new() { Value = claim.LeaseId }).Prepend(new() { Value = claim.RunId }).ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
