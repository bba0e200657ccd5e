using System.Text.Json;
using BorgUi.Core.Jobs;
using Npgsql;
using NpgsqlTypes;

namespace BorgUi.Core.Hooks;

/// <summary>
/// What the worker that holds a job notes of its hooks. As in <see cref="JobLedger"/>, one that lost its lease changes nothing and
/// is told so by <c>false</c>; noting the same again changes nothing.
/// </summary>
public sealed class HookLedger(NpgsqlDataSource dataSource)
{
    /// <summary>Notes the hooks that were started in this attempt.</summary>
    public Task<bool> RecordAsync(JobClaim claim, IReadOnlyList<HookRun> runs, CancellationToken cancellationToken) =>
        SetAsync("hook_runs", claim, JsonSerializer.Serialize(runs, JsonSerializerOptions.Web), cancellationToken);

    /// <summary>Notes how the work ended before hooks run after it: whoever rescues the job then need not find it out.</summary>
    public Task<bool> RecordWorkEndAsync(JobClaim claim, JobEnd end, CancellationToken cancellationToken) =>
        SetAsync("work_end", claim, JsonSerializer.Serialize(end, JsonSerializerOptions.Web), cancellationToken);

    private async Task<bool> SetAsync(string column, JobClaim claim, string json, CancellationToken cancellationToken)
    {
        await using var update = dataSource.CreateCommand($"UPDATE jobs SET {column} = $3 WHERE id = $1 AND lease_id = $2 AND status = 'running'");
        update.Parameters.Add(new() { Value = claim.JobId });
        update.Parameters.Add(new() { Value = claim.LeaseId });
        update.Parameters.Add(new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb });
        return await update.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
