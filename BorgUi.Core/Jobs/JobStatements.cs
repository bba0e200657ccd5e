using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Jobs;

/// <summary>A job that a statement has changed, as it is now.</summary>
public sealed record ChangedJob(Guid JobId, JobType JobType, JobStatus Status, long Sequence);

/// <summary>What the statements that change jobs have in common.</summary>
internal static class JobStatements
{
    /// <summary>Ends with what a person is told of the change: every statement that is run by <see cref="ChangeAsync"/> does.</summary>
    public const string Returning = "RETURNING id, job_type, status, sequence";

    /// <summary>Puts a stopped job back into the queue for its next attempt; what the last one left in the repository stays said.</summary>
    public const string ToPending = """
        status = 'pending', attempt = attempt + 1, sequence = sequence + 1, completed_at = NULL, not_before = NULL,
        cancel_requested_at = NULL, pause_requested_at = NULL, started_at = NULL, worker_id = NULL, worker_name = NULL,
        process_pid = NULL, process_started_at = NULL, command = NULL, return_code = NULL, hook_runs = '[]', work_end = NULL,
        error_message = NULL, error_id = NULL, error_hint = NULL, warning_count = 0, warnings = '[]', stats = NULL,
        progress_percent = NULL, progress_is_estimate = false, progress_message = NULL, files_processed = NULL, current_file = NULL,
        original_size_bytes = NULL, compressed_size_bytes = NULL, deduplicated_size_bytes = NULL, total_bytes = NULL, speed_bytes = NULL,
        eta_seconds = NULL, last_progress_at = NULL
        """;

    /// <summary>
    /// The row of a retry of <c>old</c>: what was asked for stays. The caller gives SQL for the new id, who asked, the time before
    /// which it waits, and the count of automatic retries.
    /// </summary>
    public static string RetryOfOld(string id, string triggeredBy, string notBefore, string automaticRetries) => AnewFromOld($"""
        'id', {id}, 'retry_of', old.id, 'triggered_by', {triggeredBy}, 'attempt', old.attempt + 1,
        'not_before', {notBefore}, 'automatic_retries', {automaticRetries}
        """);

    /// <summary>
    /// The row of the job that follows <c>old</c> in its chain. Its key is that of its place: an equal job that happens to wait
    /// belongs to somebody else and would not take the rest of the chain along.
    /// </summary>
    public static string FollowUpOfOld(string id) => AnewFromOld($"""
        'id', {id}, 'retry_of', NULL, 'triggered_by', 'chain', 'attempt', 1, 'not_before', NULL, 'automatic_retries', 0, 'archive_id', NULL, 'hooks', '[]'::jsonb,
        'job_type', old.follow_ups->'jobs'->0->'jobType', 'site', old.follow_ups->'jobs'->0->'site', 'details', old.follow_ups->'jobs'->0->'details',
        'chain_step', old.chain_step + 1, 'dedupe_key', 'chain/' || old.chain_id || '/' || (old.chain_step + 1),
        'follow_ups', CASE WHEN jsonb_array_length(old.follow_ups->'jobs') > 1 THEN jsonb_set(old.follow_ups, ARRAY['jobs'], (old.follow_ups->'jobs') - 0) END
        """);

    // A new row with everything that a run writes as in a new job, and the given pairs.
    private static string AnewFromOld(string pairs) => $"""
        jsonb_populate_record(old, jsonb_build_object({pairs}) || jsonb_build_object(
            'status', 'pending', 'sequence', 1, 'created_at', now(), 'started_at', NULL, 'completed_at', NULL,
            'cancel_requested_at', NULL, 'pause_requested_at', NULL, 'worker_id', NULL, 'worker_name', NULL, 'lease_id', NULL,
            'lease_expires_at', NULL, 'process_pid', NULL, 'process_started_at', NULL, 'command', NULL, 'hook_runs', '[]'::jsonb, 'work_end', NULL) || jsonb_build_object(
            'return_code', NULL, 'error_message', NULL, 'error_id', NULL, 'error_hint', NULL, 'left_behind', NULL, 'warning_count', 0,
            'warnings', '[]'::jsonb, 'stats', NULL, 'log_lines', 0, 'log_lines_omitted', 0, 'log_removed_at', NULL, 'last_progress_at', NULL,
            'progress_percent', NULL, 'progress_is_estimate', false, 'progress_message', NULL, 'files_processed', NULL, 'current_file', NULL,
            'original_size_bytes', NULL, 'compressed_size_bytes', NULL, 'deduplicated_size_bytes', NULL, 'total_bytes', NULL,
            'speed_bytes', NULL, 'eta_seconds', NULL))
        """;

    /// <summary>Runs a statement that ends with <see cref="Returning"/>.</summary>
    public static async Task<IReadOnlyList<ChangedJob>> ChangeAsync(
        this NpgsqlDataSource dataSource, string sql, IReadOnlyCollection<NpgsqlParameter> parameters, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddRange(parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var changed = new List<ChangedJob>();
        while (await reader.ReadAsync(cancellationToken))
        {
            changed.Add(Read(reader, 0));
        }

        return changed;
    }

    /// <summary>Reads the columns of <see cref="Returning"/>, the first of which has the given number.</summary>
    public static ChangedJob Read(NpgsqlDataReader reader, int first) => new(
        reader.GetGuid(first),
        WordConverter<JobType>.ValueOf(reader.GetString(first + 1)),
        WordConverter<JobStatus>.ValueOf(reader.GetString(first + 2)),
        reader.GetInt64(first + 3));

    public static NpgsqlParameter Ids(IReadOnlyCollection<Guid>? ids) =>
        new() { Value = (object?)ids?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    public static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    /// <summary>Whether an equal job was pending already, so that this one could not become pending too.</summary>
    public static bool IsEqualPending(PostgresException error) => error.ConstraintName == JobConfiguration.DedupeIndex;
}
