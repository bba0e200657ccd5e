using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Jobs;

/// <summary>
/// What the worker that holds a job writes into its row. Every write carries the claim: one that lost its lease changes nothing
/// and is told so by <c>false</c> or <c>null</c>. The statements are prepared, once for each connection of the pool: planning them
/// takes longer than running them, and their best plan is the same for all values.
/// </summary>
public sealed class JobLedger(NpgsqlDataSource dataSource)
{
    /// <summary>Notes the process that does the work, so that it can be found again after a crash; a null command keeps the one before.</summary>
    public async Task<bool> RecordProcessAsync(JobClaim claim, int processId, DateTimeOffset? processStartedAt, string? command, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var update = Command(connection, """
            UPDATE jobs SET process_pid = $3, process_started_at = $4, command = coalesce($5, command)
            WHERE id = $1 AND lease_id = $2 AND status = 'running'
            """, claim);
        update.Parameters.Add(new() { Value = processId });
        update.Parameters.Add(JobStatements.Nullable(processStartedAt, NpgsqlDbType.TimestampTz));
        update.Parameters.Add(JobStatements.Nullable(command, NpgsqlDbType.Text));
        await update.PrepareAsync(cancellationToken);
        return await update.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Writes the newest figures; the row's sequence follows the events that were published meanwhile.</summary>
    public async Task<bool> RecordProgressAsync(JobClaim claim, JobProgress progress, int warningCount, long sequence, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var update = Command(connection, $"""
            UPDATE jobs SET {ProgressColumns}, warning_count = $14, last_progress_at = now(), sequence = greatest(sequence, $15)
            WHERE id = $1 AND lease_id = $2 AND status = 'running'
            """, claim);
        AddProgress(update, progress);
        update.Parameters.Add(new() { Value = warningCount });
        update.Parameters.Add(new() { Value = sequence });
        await update.PrepareAsync(cancellationToken);
        return await update.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>
    /// Ends the job, or stops it as interrupted or paused. What a person asked for stands in the row and decides: who asked for a
    /// cancel is told of a cancel, also when the worker died of it. A failure that may pass is tried again when the plan says so;
    /// after a success, and after a failure that stays one if the chain goes on then, the next job of the chain is made.
    /// </summary>
    /// <returns>What was recorded; null when the job was no longer ours.</returns>
    public async Task<JobEnding?> FinishAsync(JobClaim claim, JobEnd end, long sequence, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // Nothing comes after most jobs: to end one of them takes the database half of the work of the whole statement.
        return await EndAsync(EndAloneSql) ?? await EndAsync(EndAndFollowSql);

        async Task<JobEnding?> EndAsync(string sql)
        {
            await using var update = Command(connection, sql, claim);
            AddProgress(update, end.Progress);
            AddEnd(update, end, sequence);
            await update.PrepareAsync(cancellationToken);
            await using var reader = await update.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? ReadEnding(reader) : null;
        }
    }

    private const string ProgressColumns = """
        progress_percent = $3, progress_is_estimate = $4, progress_message = $5, files_processed = $6, current_file = $7,
        original_size_bytes = $8, compressed_size_bytes = $9, deduplicated_size_bytes = $10, total_bytes = $11, speed_bytes = $12, eta_seconds = $13
        """;

    private static readonly string EndAloneSql = $"""
        {End("AND follow_ups IS NULL AND NOT ($16 = 'failed' AND $25)")}
        RETURNING jobs.id, jobs.job_type, jobs.status, jobs.sequence
        """;

    private static readonly string EndAndFollowSql = $"""
        WITH ended AS (
            {End("")}
            RETURNING jobs.id, jobs.job_type, jobs.status, jobs.sequence, jobs.cancel_requested_at),
        retry AS (
            INSERT INTO jobs SELECT retry.* FROM ended JOIN jobs AS old ON old.id = ended.id JOIN backup_plans AS plan ON plan.id = old.plan_id,
                {JobStatements.RetryOfOld("$26", "'retry'", "now() + plan.retry_delay * (2 ^ old.automatic_retries)", "old.automatic_retries + 1")} AS retry
            WHERE ended.status = 'failed' AND $25 AND old.automatic_retries < plan.retry_attempts
                AND old.cancel_requested_at IS NULL AND old.pause_requested_at IS NULL
            ON CONFLICT DO NOTHING
            RETURNING id, job_type, status, sequence),
        follow_up AS (
            INSERT INTO jobs SELECT follow_up.* FROM ended JOIN jobs AS old ON old.id = ended.id, {JobStatements.FollowUpOfOld("$26")} AS follow_up
            WHERE old.follow_ups IS NOT NULL AND ended.cancel_requested_at IS NULL
                AND (ended.status IN ('completed', 'completed_with_warnings')
                    OR (ended.status = 'failed' AND old.follow_ups->>'onFailure' = 'continue' AND NOT EXISTS (SELECT FROM retry)))
            ON CONFLICT DO NOTHING
            RETURNING id, job_type, status, sequence)
        SELECT ended.id, ended.job_type, ended.status, ended.sequence, retry.*, follow_up.*
        FROM ended LEFT JOIN retry ON true LEFT JOIN follow_up ON true
        """;

    // One row at most, so that its own columns decide the state; what the values were before is what SET sees.
    private static string End(string condition) => $"""
        UPDATE jobs SET {ProgressColumns}, warning_count = $14, sequence = greatest(sequence, $15) + 1, status = {EndStatus},
            completed_at = CASE WHEN {EndStatus} IN ('interrupted', 'paused') THEN NULL ELSE now() END,
            lease_id = NULL, lease_expires_at = NULL, return_code = $17, error_message = $18, error_id = $19, error_hint = $20,
            warnings = $21, archive_id = coalesce($22, archive_id), stats = $23, left_behind = $24, work_end = NULL
        WHERE id = $1 AND lease_id = $2 AND status = 'running' {condition}
        """;

    private const string EndStatus = """
        CASE
            WHEN $16 IN ('interrupted', 'paused') AND cancel_requested_at IS NOT NULL THEN 'cancelled'
            WHEN $16 = 'interrupted' AND pause_requested_at IS NOT NULL THEN 'paused'
            ELSE $16 END
        """;

    private static void AddEnd(NpgsqlCommand command, JobEnd end, long sequence)
    {
        command.Parameters.Add(new() { Value = end.WarningCount });
        command.Parameters.Add(new() { Value = sequence });
        command.Parameters.Add(new() { Value = WordConverter<JobStatus>.WordOf(end.Status) });
        command.Parameters.Add(JobStatements.Nullable(end.ReturnCode, NpgsqlDbType.Integer));
        command.Parameters.Add(JobStatements.Nullable(end.ErrorMessage, NpgsqlDbType.Text));
        command.Parameters.Add(JobStatements.Nullable(end.ErrorId, NpgsqlDbType.Text));
        command.Parameters.Add(JobStatements.Nullable(end.ErrorHint, NpgsqlDbType.Text));
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(end.Warnings, JsonSerializerOptions.Web), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(JobStatements.Nullable(end.ArchiveId, NpgsqlDbType.Uuid));
        command.Parameters.Add(JobStatements.Nullable(end.StatsJson, NpgsqlDbType.Jsonb));
        command.Parameters.Add(JobStatements.Nullable(end.LeftBehind, NpgsqlDbType.Text));
        command.Parameters.Add(new() { Value = end.RetryMayHelp });
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
    }

    private static JobEnding ReadEnding(NpgsqlDataReader reader)
    {
        return new(JobStatements.Read(reader, 0), Other(4), Other(8));

        ChangedJob? Other(int first) => first >= reader.FieldCount || reader.IsDBNull(first) ? null : JobStatements.Read(reader, first);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, JobClaim claim)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = claim.JobId });
        command.Parameters.Add(new() { Value = claim.LeaseId });
        return command;
    }

    private static void AddProgress(NpgsqlCommand command, JobProgress progress)
    {
        command.Parameters.Add(JobStatements.Nullable(progress.Percent, NpgsqlDbType.Double));
        command.Parameters.Add(new() { Value = progress.IsEstimate });
        command.Parameters.Add(JobStatements.Nullable(progress.Message, NpgsqlDbType.Text));
        command.Parameters.Add(JobStatements.Nullable(progress.FilesProcessed, NpgsqlDbType.Bigint));
        command.Parameters.Add(JobStatements.Nullable(progress.CurrentFile, NpgsqlDbType.Text));
        command.Parameters.Add(JobStatements.Nullable(progress.OriginalSizeBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(JobStatements.Nullable(progress.CompressedSizeBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(JobStatements.Nullable(progress.DeduplicatedSizeBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(JobStatements.Nullable(progress.TotalBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(JobStatements.Nullable(progress.SpeedBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(JobStatements.Nullable(progress.EtaSeconds, NpgsqlDbType.Bigint));
    }
}
