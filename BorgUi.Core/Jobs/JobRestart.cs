using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Npgsql;

namespace BorgUi.Core.Jobs;

public enum JobStartKind
{
    /// <summary>The job itself waits again.</summary>
    Resumed,

    /// <summary>A new job does the work of one that has ended.</summary>
    Retried,

    /// <summary>An equal job is there already; if it was put off, it is no more.</summary>
    EqualWaits,
}

/// <summary>The job that will run, and why it is that one.</summary>
public sealed record JobStart(JobStartKind Kind, ChangedJob Job);

/// <summary>Starts jobs that were stopped: the same job goes on when it has not ended, else a new one does its work.</summary>
public sealed class JobRestart(NpgsqlDataSource dataSource)
{
    /// <summary>Null when the job is neither paused, interrupted, failed nor cancelled.</summary>
    public async Task<JobStart?> StartAsync(Guid jobId, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ResumeAsync(jobId, cancellationToken) is { } resumed ? new(JobStartKind.Resumed, resumed)
                    : await FindRetryAsync(jobId, cancellationToken) is { } active ? new(JobStartKind.EqualWaits, active)
                    : await RetryAsync(jobId, cancellationToken) is { } retry ? new(JobStartKind.Retried, retry)
                    : null;
            }
            catch (PostgresException error) when (JobStatements.IsEqualPending(error))
            {
                if (await FindEqualAsync(jobId, cancellationToken) is { } equal)
                {
                    return new(JobStartKind.EqualWaits, equal);
                }
            }
        }
    }

    private Task<ChangedJob?> ResumeAsync(Guid jobId, CancellationToken cancellationToken) => OneAsync($"""
        UPDATE jobs SET {JobStatements.ToPending} WHERE id = $1 AND status IN ('paused', 'interrupted')
        {JobStatements.Returning}
        """, [new() { Value = jobId }], cancellationToken);

    private Task<ChangedJob?> RetryAsync(Guid jobId, CancellationToken cancellationToken) => OneAsync($"""
        INSERT INTO jobs SELECT retry.* FROM jobs AS old,
            {JobStatements.RetryOfOld(id: "$2", triggeredBy: "$3", notBefore: "NULL", automaticRetries: "0")} AS retry
        WHERE old.id = $1 AND old.status IN ('failed', 'cancelled')
        {JobStatements.Returning}
        """,
        [new() { Value = jobId }, new() { Value = Guid.CreateVersion7() }, new() { Value = WordConverter<JobTrigger>.WordOf(JobTrigger.User) }],
        cancellationToken);

    // Asked twice for the same retry, the first one is the answer.
    private Task<ChangedJob?> FindRetryAsync(Guid jobId, CancellationToken cancellationToken) => OneAsync($"""
        UPDATE jobs SET {PutOffNoMore}
        WHERE id = (SELECT id FROM jobs WHERE retry_of = $1 AND status IN ('pending', 'running', 'paused', 'interrupted') LIMIT 1)
        {JobStatements.Returning}
        """, [new() { Value = jobId }], cancellationToken);

    private Task<ChangedJob?> FindEqualAsync(Guid jobId, CancellationToken cancellationToken) => OneAsync($"""
        UPDATE jobs SET {PutOffNoMore}
        WHERE status = 'pending' AND id <> $1 AND dedupe_key = (SELECT dedupe_key FROM jobs WHERE id = $1)
        {JobStatements.Returning}
        """, [new() { Value = jobId }], cancellationToken);

    private const string PutOffNoMore = "sequence = sequence + (not_before IS NOT NULL)::int, not_before = NULL";

    private async Task<ChangedJob?> OneAsync(string sql, IReadOnlyCollection<NpgsqlParameter> parameters, CancellationToken cancellationToken) =>
        (await dataSource.ChangeAsync(sql, parameters, cancellationToken)).SingleOrDefault();
}
