using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Jobs;

/// <summary>
/// Appends to job logs and keeps each within its limit: the first <see cref="HeadLines"/> and the last <see cref="TailLines"/>
/// lines at least stay, and the job's row says how many were cut between them.
/// </summary>
public sealed class JobLogStore(NpgsqlDataSource dataSource)
{
    public const int HeadLines = 2_000;
    public const int TailLines = 8_000;

    /// <summary>Longer lines are cut before they are stored; in characters.</summary>
    public const int MaximumLineLength = 4_096;

    // Cutting each time by a few lines would cost more than the lines themselves.
    private const int TrimAfter = 2_000;

    /// <summary>
    /// Stores lines whose numbers follow each other, if the job is still ours; <paramref name="omitted"/> of those before them were
    /// left out on the way here. Storing the same again, because the answer of the first time was lost, changes nothing.
    /// </summary>
    public async Task<bool> AppendAsync(JobClaim claim, IReadOnlyList<JobLogLine> lines, long omitted, CancellationToken cancellationToken)
    {
        // A chunk belongs to the head or to the rest as a whole, for only whole chunks are cut.
        var ofHead = (int)Math.Clamp(HeadLines - lines[0].Number + 1, 0, lines.Count);
        if (ofHead > 0 && ofHead < lines.Count)
        {
            return await AppendChunkAsync(claim, [.. lines.Take(ofHead)], omitted, cancellationToken)
                && await AppendChunkAsync(claim, [.. lines.Skip(ofHead)], omitted: 0, cancellationToken);
        }

        return await AppendChunkAsync(claim, lines, omitted, cancellationToken);
    }

    private async Task<bool> AppendChunkAsync(JobClaim claim, IReadOnlyList<JobLogLine> lines, long omitted, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH held AS (
                UPDATE jobs SET log_lines = GREATEST(log_lines, $4), log_lines_omitted = log_lines_omitted + CASE WHEN log_lines < $4 THEN $8 ELSE 0 END
                WHERE id = $1 AND lease_id = $2 AND status = 'running' RETURNING id),
            stored AS (
                INSERT INTO job_log_chunks (job_id, first_number, last_number, at, levels, messages)
                SELECT held.id, $3, $4, $5, $6, $7 FROM held
                ON CONFLICT (job_id, first_number) DO NOTHING)
            SELECT EXISTS (SELECT 1 FROM held)
            """);
        command.Parameters.Add(new() { Value = claim.JobId });
        command.Parameters.Add(new() { Value = claim.LeaseId });
        command.Parameters.Add(new() { Value = lines[0].Number });
        command.Parameters.Add(new() { Value = lines[^1].Number });
        command.Parameters.Add(new() { Value = lines.Select(line => line.At).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = lines.Select(line => WordConverter<JobLogLevel>.WordOf(line.Level)).ToArray() });
        command.Parameters.Add(new() { Value = lines.Select(line => StorableText.Of(line.Message, MaximumLineLength)).ToArray() });
        command.Parameters.Add(new() { Value = omitted });
        var stored = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
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
            WITH cut AS (
                DELETE FROM job_log_chunks WHERE job_id = $1 AND first_number > $2 AND last_number <= $3
                RETURNING last_number - first_number + 1 AS lines)
            UPDATE jobs SET log_lines_omitted = log_lines_omitted + (SELECT coalesce(sum(lines), 0)::bigint FROM cut) WHERE id = $1
            """);
        command.Parameters.Add(new() { Value = jobId });
        command.Parameters.Add(new() { Value = (long)HeadLines });
        command.Parameters.Add(new() { Value = lastNumber - TailLines });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
