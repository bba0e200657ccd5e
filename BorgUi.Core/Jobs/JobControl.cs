using Npgsql;

namespace BorgUi.Core.Jobs;

/// <summary>What people ask of jobs that have not ended. A running one is only asked: its worker obeys with its next renewal.</summary>
public sealed class JobControl(NpgsqlDataSource dataSource)
{
    /// <summary>
    /// Cancels a job that waits; asks the worker of a running one to stop it. Null when the job has ended or is unknown.
    /// </summary>
    public Task<ChangedJob?> RequestCancelAsync(Guid jobId, CancellationToken cancellationToken) => ChangeOneAsync($"""
        UPDATE jobs SET cancel_requested_at = coalesce(cancel_requested_at, now()), sequence = sequence + 1,
            status = CASE WHEN status = 'running' THEN status ELSE 'cancelled' END,
            completed_at = CASE WHEN status = 'running' THEN NULL ELSE now() END
        WHERE id = $1 AND status IN ('pending', 'running', 'paused', 'interrupted')
        {JobStatements.Returning}
        """, [new() { Value = jobId }], cancellationToken);

    /// <summary>
    /// Pauses a job that waits; asks the worker of a running one to stop it so that it can go on. Null when the job is unknown,
    /// has ended, is interrupted or about to be cancelled.
    /// </summary>
    public Task<ChangedJob?> RequestPauseAsync(Guid jobId, CancellationToken cancellationToken) => ChangeOneAsync($"""
        UPDATE jobs SET pause_requested_at = coalesce(pause_requested_at, now()), sequence = sequence + 1,
            status = CASE WHEN status = 'running' THEN status ELSE 'paused' END
        WHERE id = $1 AND status IN ('pending', 'running', 'paused') AND cancel_requested_at IS NULL
        {JobStatements.Returning}
        """, [new() { Value = jobId }], cancellationToken);

    /// <summary>Null when the job is not pending.</summary>
    public Task<ChangedJob?> ChangePriorityAsync(Guid jobId, int priority, CancellationToken cancellationToken) => ChangeOneAsync($"""
        UPDATE jobs SET priority = $2, sequence = sequence + 1 WHERE id = $1 AND status = 'pending'
        {JobStatements.Returning}
        """, [new() { Value = jobId }, new() { Value = priority }], cancellationToken);

    private async Task<ChangedJob?> ChangeOneAsync(string sql, IReadOnlyCollection<NpgsqlParameter> parameters, CancellationToken cancellationToken) =>
        (await dataSource.ChangeAsync(sql, parameters, cancellationToken)).SingleOrDefault();
}
