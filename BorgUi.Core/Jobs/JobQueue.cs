using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Core.Jobs;

/// <summary>
/// The queue of jobs, in SQL: every change is one statement with its precondition, so that any number of workers and
/// requests may act at once. Times are the database's, never a worker's.
/// </summary>
public sealed class JobQueue(NpgsqlDataSource dataSource)
{
    private const int ClaimTries = 8;
    private const long DedupeLockSeed = 0x64_65_64_75_70_65; // apart from every other use of advisory locks

    /// <summary>
    /// Stores the job; when an equal one is pending already, that one is answered and nothing is stored. One that was put off is
    /// put off no more: somebody wants it now.
    /// </summary>
    /// <returns>The id of the job that will run, and whether it is new.</returns>
    public static async Task<(Guid JobId, bool IsNew)> EnqueueAsync(BorgUiDbContext db, Job job, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindPendingAsync(db, job.DedupeKey, cancellationToken) is { } pending)
            {
                await db.Jobs.Where(row => row.Id == pending && row.Status == JobStatus.Pending && row.NotBefore != null).ExecuteUpdateAsync(
                    row => row.SetProperty(equal => equal.NotBefore, (DateTimeOffset?)null).SetProperty(equal => equal.Sequence, equal => equal.Sequence + 1),
                    cancellationToken);
                return (pending, false);
            }

            if (await TryStoreAsync(db, job, cancellationToken))
            {
                return (job.Id, true);
            }
        }
    }

    /// <summary>
    /// Stores the jobs, all or none, each as <see cref="EnqueueAsync(BorgUiDbContext, Job, CancellationToken)"/> does.
    /// </summary>
    /// <returns>The ids of the jobs that will run, in the order of the given ones, and those that are new.</returns>
    public static async Task<(IReadOnlyList<Guid> JobIds, IReadOnlyList<Job> NewJobs)> EnqueueAsync(
        BorgUiDbContext db, IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var (jobIds, newJobs) = (new List<Guid>(), new List<Job>());
        foreach (var job in jobs)
        {
            var (jobId, isNew) = await EnqueueAsync(db, job, cancellationToken);
            jobIds.Add(jobId);
            newJobs.AddRange(isNew ? [job] : []);
        }

        await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        return (jobIds, newJobs);
    }

    // Of many who store equal jobs at once one does and the others wait for it: the unique index alone would refuse each of them by an error.
    private static async Task<bool> TryStoreAsync(BorgUiDbContext db, Job job, CancellationToken cancellationToken)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        if (job.DedupeKey is not null)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({job.DedupeKey}, {DedupeLockSeed}))", cancellationToken);
            if (await FindPendingAsync(db, job.DedupeKey, cancellationToken) is not null)
            {
                return false;
            }
        }

        db.Jobs.Add(job);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { ConstraintName: JobConfiguration.DedupeIndex })
        {
            // A job that was running went back to the queue in this moment: it is the pending one, unless it has been claimed by now.
            db.Entry(job).State = EntityState.Detached;
            return false;
        }

        await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        return true;
    }

    /// <summary>
    /// Takes the most urgent job that this worker may run now, or none, by the database's function <c>claim_job</c>: the claim is one
    /// round trip and one commit.
    /// </summary>
    public async Task<JobClaim?> ClaimAsync(JobClaimRequest request, CancellationToken cancellationToken)
    {
        for (var i = 0; i < ClaimTries; i++)
        {
            var leaseId = Guid.CreateVersion7();
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var command = ClaimCommand(connection, request, leaseId);
            await command.PrepareAsync(cancellationToken);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            if (await reader.IsDBNullAsync(0, cancellationToken))
            {
                return null;
            }

            // Without a type the candidate could not be taken: somebody was quicker on its repository, and there may be another one.
            if (!await reader.IsDBNullAsync(1, cancellationToken))
            {
                return new(reader.GetGuid(0), leaseId, WordConverter<JobType>.ValueOf(reader.GetString(1)), reader.GetInt64(2));
            }
        }

        return null;
    }

    /// <summary>Holds the jobs for another lease; those that are missing from the answer are no longer ours.</summary>
    public async Task<IReadOnlyList<JobRenewal>> RenewAsync(IReadOnlyCollection<Guid> leaseIds, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            UPDATE jobs SET lease_expires_at = now() + $2
            WHERE lease_id = ANY($1) AND status = 'running'
            RETURNING lease_id, cancel_requested_at IS NOT NULL, pause_requested_at IS NOT NULL
            """);
        command.Parameters.Add(new() { Value = leaseIds.ToArray() });
        command.Parameters.Add(new() { Value = lease });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var renewals = new List<JobRenewal>();
        while (await reader.ReadAsync(cancellationToken))
        {
            renewals.Add(new(reader.GetGuid(0), reader.GetBoolean(1), reader.GetBoolean(2)));
        }

        return renewals;
    }

    /// <summary>
    /// Gives a job back before real work was done, for another worker to take; what people wanted of it meanwhile is done at once.
    /// When an equal job waits by now, this one ends: one of them is enough. Null when the job was no longer ours.
    /// </summary>
    public async Task<ChangedJob?> ReleaseAsync(JobClaim claim, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await TryReleaseAsync(claim, cancellationToken);
            }
            catch (PostgresException error) when (JobStatements.IsEqualPending(error))
            {
                // It came just now; the next try sees it.
            }
        }
    }

    private async Task<ChangedJob?> TryReleaseAsync(JobClaim claim, CancellationToken cancellationToken) => (await dataSource.ChangeAsync($"""
        WITH wanted AS (
            SELECT mine.id, CASE
                WHEN mine.cancel_requested_at IS NOT NULL THEN 'cancelled'
                WHEN mine.pause_requested_at IS NOT NULL THEN 'paused'
                WHEN EXISTS (SELECT FROM jobs AS equal WHERE equal.dedupe_key = mine.dedupe_key AND equal.status = 'pending') THEN 'cancelled'
                ELSE 'pending' END AS status
            FROM jobs AS mine WHERE mine.id = $1 AND mine.lease_id = $2 AND mine.status = 'running' FOR UPDATE)
        UPDATE jobs SET status = wanted.status, lease_id = NULL, lease_expires_at = NULL, worker_id = NULL, worker_name = NULL,
            started_at = NULL, process_pid = NULL, process_started_at = NULL, command = NULL, hook_runs = '[]', work_end = NULL, sequence = sequence + 1,
            completed_at = CASE WHEN wanted.status = 'cancelled' THEN now() END,
            error_message = CASE WHEN wanted.status = 'cancelled' THEN 'Its worker gave it back before it was done'
                || CASE WHEN cancel_requested_at IS NULL THEN '; an equal job waits and does this.' ELSE '.' END END
        FROM wanted WHERE jobs.id = wanted.id
        RETURNING jobs.id, jobs.job_type, jobs.status, jobs.sequence
        """, [new() { Value = claim.JobId }, new() { Value = claim.LeaseId }], cancellationToken)).SingleOrDefault();

    private static async Task<Guid?> FindPendingAsync(BorgUiDbContext db, string? dedupeKey, CancellationToken cancellationToken) =>
        dedupeKey is null ? null : await db.Jobs
            .Where(job => job.DedupeKey == dedupeKey && job.Status == JobStatus.Pending)
            .Select(job => (Guid?)job.Id)
            .FirstOrDefaultAsync(cancellationToken);

    private static NpgsqlCommand ClaimCommand(NpgsqlConnection connection, JobClaimRequest request, Guid leaseId) =>
        new("SELECT candidate_id, claimed_type, claimed_sequence FROM claim_job($1, $2, $3, $4, $5, $6)", connection)
        {
            Parameters =
            {
                new() { Value = request.Sites.ToArray() },
                new() { Value = request.JobTypes.Select(WordConverter<JobType>.WordOf).ToArray() },
                new() { Value = leaseId },
                new() { Value = request.Lease },
                new() { Value = request.WorkerId },
                new() { Value = request.WorkerName },
            },
        };
}
