using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Jobs;

/// <summary>
/// What the worker that holds a job writes into its row. Every write carries the claim: one that lost its lease changes nothing
/// and is told so by <c>false</c> or <c>null</c>.
/// </summary>
public sealed class JobLedger(NpgsqlDataSource dataSource)
{
    /// <summary>Notes the process that does the work, so that it can be found again after a crash; a null command keeps the one before.</summary>
    public async Task<bool> RecordProcessAsync(JobClaim claim, int processId, DateTimeOffset? processStartedAt, string? command, CancellationToken cancellationToken)
    {
        await using var update = Command("""
            UPDATE jobs SET process_pid = $3, process_started_at = $4, command = coalesce($5, command)
            WHERE id = $1 AND lease_id = $2 AND status = 'running'
            """, claim);
        update.Parameters.Add(new() { Value = processId });
        update.Parameters.Add(Nullable(processStartedAt, NpgsqlDbType.TimestampTz));
        update.Parameters.Add(Nullable(command, NpgsqlDbType.Text));
        return await update.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Writes the newest figures; the row's sequence follows the events that were published meanwhile.</summary>
    public async Task<bool> RecordProgressAsync(JobClaim claim, JobProgress progress, int warningCount, long sequence, CancellationToken cancellationToken)
    {
        await using var update = Command($"""
            UPDATE jobs SET {ProgressColumns}, warning_count = $14, last_progress_at = now(), sequence = greatest(sequence, $15)
            WHERE id = $1 AND lease_id = $2 AND status = 'running'
            """, claim);
        AddProgress(update, progress);
        update.Parameters.Add(new() { Value = warningCount });
        update.Parameters.Add(new() { Value = sequence });
        return await update.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Ends the job, or stops it as interrupted or paused.</summary>
    /// <returns>The sequence of the change; null when the job was no longer ours.</returns>
    public async Task<long?> FinishAsync(JobClaim claim, JobEnd end, long sequence, CancellationToken cancellationToken)
    {
        await using var update = Command($"""
            UPDATE jobs SET {ProgressColumns}, warning_count = $14, sequence = greatest(sequence, $15) + 1, status = $16,
                completed_at = CASE WHEN $16 IN ('interrupted', 'paused') THEN NULL ELSE now() END,
                lease_id = NULL, lease_expires_at = NULL, return_code = $17, error_message = $18, error_id = $19, error_hint = $20,
                warnings = $21, archive_id = coalesce($22, archive_id), stats = $23
            WHERE id = $1 AND lease_id = $2 AND status = 'running'
            RETURNING sequence
            """, claim);
        AddProgress(update, end.Progress);
        update.Parameters.Add(new() { Value = end.WarningCount });
        update.Parameters.Add(new() { Value = sequence });
        update.Parameters.Add(new() { Value = WordConverter<JobStatus>.WordOf(end.Status) });
        update.Parameters.Add(Nullable(end.ReturnCode, NpgsqlDbType.Integer));
        update.Parameters.Add(Nullable(end.ErrorMessage, NpgsqlDbType.Text));
        update.Parameters.Add(Nullable(end.ErrorId, NpgsqlDbType.Text));
        update.Parameters.Add(Nullable(end.ErrorHint, NpgsqlDbType.Text));
        update.Parameters.Add(new() { Value = JsonSerializer.Serialize(end.Warnings, JsonSerializerOptions.Web), NpgsqlDbType = NpgsqlDbType.Jsonb });
        update.Parameters.Add(Nullable(end.ArchiveId, NpgsqlDbType.Uuid));
        update.Parameters.Add(Nullable(end.StatsJson, NpgsqlDbType.Jsonb));
        return await update.ExecuteScalarAsync(cancellationToken) as long?;
    }

    private const string ProgressColumns = """
        progress_percent = $3, progress_is_estimate = $4, progress_message = $5, files_processed = $6, current_file = $7,
        original_size_bytes = $8, compressed_size_bytes = $9, deduplicated_size_bytes = $10, total_bytes = $11, speed_bytes = $12, eta_seconds = $13
        """;

    private NpgsqlCommand Command(string sql, JobClaim claim)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new() { Value = claim.JobId });
        command.Parameters.Add(new() { Value = claim.LeaseId });
        return command;
    }

    private static void AddProgress(NpgsqlCommand command, JobProgress progress)
    {
        command.Parameters.Add(Nullable(progress.Percent, NpgsqlDbType.Double));
        command.Parameters.Add(new() { Value = progress.IsEstimate });
        command.Parameters.Add(Nullable(progress.Message, NpgsqlDbType.Text));
        command.Parameters.Add(Nullable(progress.FilesProcessed, NpgsqlDbType.Bigint));
        command.Parameters.Add(Nullable(progress.CurrentFile, NpgsqlDbType.Text));
        command.Parameters.Add(Nullable(progress.OriginalSizeBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(Nullable(progress.CompressedSizeBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(Nullable(progress.DeduplicatedSizeBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(Nullable(progress.TotalBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(Nullable(progress.SpeedBytes, NpgsqlDbType.Bigint));
        command.Parameters.Add(Nullable(progress.EtaSeconds, NpgsqlDbType.Bigint));
    }

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
