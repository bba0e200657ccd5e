using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Jobs;

/// <summary>
/// Appends to job logs and keeps each within its limit: the first <see cref="HeadLines"/> and the last <see cref="TailLines"/>
/// lines stay, and the job's row says how many were cut between them.
/// </summary>
public sealed class JobLogStore(NpgsqlDataSource dataSource)
{
    public const int HeadLines = 2_000;
    public const int TailLines = 8_000;

    /// <summary>Longer lines are cut before they are stored; in characters.</summary>
    public const int MaximumLineLength = 4_096;

    // Cutting each time by a few lines would cost more than the lines themselves.
    private const int TrimAfter = 2_000;

    /// <summary>Stores the lines, if the job is still ours. Their numbers grow; <paramref name="omitted"/> of them were left out on the way here.</summary>
    public async Task<bool> AppendAsync(JobClaim claim, IReadOnlyList<JobLogLine> lines, long omitted, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH held AS (
                UPDATE jobs SET log_lines = $3, log_lines_omitted = log_lines_omitted + $8
                WHERE id = $1 AND lease_id = $2 AND status = 'running' RETURNING id)
            INSERT INTO job_log (job_id, number, at, level, message)
            SELECT held.id, line.number, line.at, line.level, line.message
            FROM held, unnest($4, $5, $6, $7) AS line(number, at, level, message)
            """);
        command.Parameters.Add(new() { Value = claim.JobId });
        command.Parameters.Add(new() { Value = claim.LeaseId });
        command.Parameters.Add(new() { Value = lines[^1].Number });
        command.Parameters.Add(new() { Value = lines.Select(line => line.Number).ToArray() });
        command.Parameters.Add(new() { Value = lines.Select(line => line.At).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = lines.Select(line => WordConverter<JobLogLevel>.WordOf(line.Level)).ToArray() });
        command.Parameters.Add(new() { Value = lines.Select(line => StorableText.Of(line.Message, MaximumLineLength)).ToArray() });
        command.Parameters.Add(new() { Value = omitted });
        var stored = await command.ExecuteNonQueryAsync(cancellationToken) > 0;
        if (stored && CrossedTrimLine(lines))
        {
            await TrimAsync(claim.JobId, lines[^1].Number, cancellationToken);
        }

        return stored;
    }

    private static bool CrossedTrimLine(IReadOnlyList<JobLogLine> lines) =>
        lines[^1].Number > HeadLines + TailLines && lines[^1].Number / TrimAfter != (lines[0].Number - 1) / TrimAfter;

    private async Task TrimAsync(Guid jobId, long lastNumber, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH cut AS (DELETE FROM job_log WHERE job_id = $1 AND number > $2 AND number <= $3 RETURNING 1)
            UPDATE jobs SET log_lines_omitted = log_lines_omitted + (SELECT count(*) FROM cut) WHERE id = $1
            """);
        command.Parameters.Add(new() { Value = jobId });
        command.Parameters.Add(new() { Value = (long)HeadLines });
        command.Parameters.Add(new() { Value = lastNumber - TailLines });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
