using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;
using BorgUi.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BorgUi.Benchmarks.Queue;

/// <summary>A database of BorgUi, on a Postgres that waits for the disk as in real life, with a history as long as wanted.</summary>
internal sealed class HistoryDatabase : IAsyncDisposable
{
    public const int Repositories = 20;
    public const int Plans = 40;

    private readonly PostgresServer _server;
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private int _filled;

    private HistoryDatabase(PostgresServer server, TestDatabase database)
    {
        (_server, _database) = (server, database);
        _services = new ServiceCollection().AddBorgUiDatabase(database.ConnectionString).BuildServiceProvider();
    }

    public string ConnectionString => _database.ConnectionString;

    public JobQueue JobQueue => _services.GetRequiredService<JobQueue>();

    public JobLedger Ledger => _services.GetRequiredService<JobLedger>();

    public IReadOnlyList<Guid> RepositoryIds { get; private set; } = [];

    public IReadOnlyList<Guid> PlanIds { get; private set; } = [];

    /// <summary>With repositories and plans, and no job yet.</summary>
    public static async Task<HistoryDatabase> StartAsync(CancellationToken cancellationToken)
    {
        var server = await PostgresServer.StartAsync(durable: true, cancellationToken);
        try
        {
            var history = new HistoryDatabase(server, await MigratedDatabase.CreateAsync(server));
            await history.AddPlansAsync(cancellationToken);
            return history;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public BorgUiDbContext NewContext() => _services.GetRequiredService<IDbContextFactory<BorgUiDbContext>>().CreateDbContext();

    /// <summary>
    /// Brings the history to so many ended jobs, one each minute: most are backups that completed, some of other kinds, some
    /// failed. Then does what autovacuum would have done long ago.
    /// </summary>
    public async Task FillAsync(int jobs, CancellationToken cancellationToken)
    {
        await ExecuteAsync($$$"""
            INSERT INTO jobs (id, job_type, status, priority, repository_id, plan_id, triggered_by, site, repository_access, dedupe_key, attempt,
                sequence, created_at, started_at, completed_at, worker_name, process_pid, command, return_code, error_message, warning_count, warnings,
                log_lines, log_lines_omitted, stats, details, progress_is_estimate, files_processed, original_size_bytes, progress_percent, automatic_retries)
            SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid, kind, state, 0,
                ($3::uuid[])[1 + n % {{{Repositories}}}], ($4::uuid[])[1 + n % {{{Plans}}}], 'user', 'default', 'write', 'history/' || n, 1,
                20, at, at + interval '1 second', at + interval '40 seconds', 'host/4242', 4242, 'borg create --log-json --json --list /srv/repository::{now} /home', 0,
                CASE WHEN state = 'failed' THEN 'The connection to the repository was lost.' END, 0, '[]',
                40, 0, '{"duration": 38.5, "stats": {"nfiles": 50000, "original_size": 212000000}}', '{"sources": ["/home"], "excludePatterns": [], "compression": "lz4", "archiveNameTemplate": "{utcnow}", "archiveGlob": "*"}',
                false, 50000, 212000000, 100, 0
            FROM (SELECT n, now() - n * interval '1 minute' AS at,
                    CASE n % 20 WHEN 7 THEN 'failed' WHEN 11 THEN 'completed_with_warnings' WHEN 13 THEN 'cancelled' ELSE 'completed' END AS state,
                    CASE (n / 7) % 10 WHEN 3 THEN 'check' WHEN 6 THEN 'prune' WHEN 9 THEN 'compact' ELSE 'backup' END AS kind
                FROM generate_series($1, $2) AS n) AS history
            """,
            [new() { Value = _filled + 1 }, new() { Value = jobs }, new() { Value = RepositoryIds.ToArray() }, new() { Value = PlanIds.ToArray() }],
            cancellationToken);
        _filled = jobs;
        await SettleAsync(cancellationToken);
    }

    /// <summary>Puts backups into the queue, no two of them equal, in turn for all repositories.</summary>
    public async Task EnqueueAsync(int jobs, CancellationToken cancellationToken)
    {
        await ExecuteAsync("""
            INSERT INTO jobs (id, job_type, status, priority, repository_id, plan_id, triggered_by, site, repository_access, dedupe_key, attempt,
                sequence, created_at, warning_count, warnings, log_lines, log_lines_omitted, details, progress_is_estimate, automatic_retries)
            SELECT gen_random_uuid(), 'backup', 'pending', 0, ($2::uuid[])[1 + n % array_length($2::uuid[], 1)], NULL, 'user', 'default', 'write',
                'waiting/' || gen_random_uuid(), 1, 1, now() + n * interval '1 millisecond', 0, '[]', 0, 0,
                '{"sources": ["/home"], "excludePatterns": [], "compression": "lz4", "archiveNameTemplate": "{utcnow}"}', false, 0
            FROM generate_series(1, $1) AS n
            """,
            [new() { Value = jobs }, new() { Value = RepositoryIds.ToArray() }],
            cancellationToken);
        await ExecuteAsync("ANALYZE jobs", [], cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task AddPlansAsync(CancellationToken cancellationToken)
    {
        await using var db = NewContext();
        List<Repository> repositories = [.. Enumerable.Range(0, Repositories).Select(number => new Repository
        {
            Name = $"repository {number}",
            Location = $"/srv/repository-{number}",
            Site = "default",
            CreatedAt = DateTimeOffset.UnixEpoch,
        })];
        List<BackupPlan> plans = [.. Enumerable.Range(0, Plans).Select(number => new BackupPlan
        {
            Name = $"plan {number}",
            RepositoryId = repositories[number % Repositories].Id,
            Sources = ["/home"],
            ExcludePatterns = [],
            Compression = "lz4",
            ArchiveNameTemplate = "{utcnow}",
            Site = "default",
            CreatedAt = DateTimeOffset.UnixEpoch,
        })];
        db.AddRange(repositories);
        db.AddRange(plans);
        await db.SaveChangesAsync(cancellationToken);
        RepositoryIds = [.. repositories.Select(repository => repository.Id)];
        PlanIds = [.. plans.Select(plan => plan.Id)];
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync("VACUUM ANALYZE jobs", [], cancellationToken);
        await ExecuteAsync("CHECKPOINT", [], cancellationToken);
    }

    public async Task ExecuteAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = _services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        command.CommandTimeout = 0;
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
