using System.Globalization;
using System.Text.Json;
using BorgUi.Core.Jobs;
using Microsoft.Data.Sqlite;

namespace BorgUi.Benchmarks.Queue;

/// <summary>The table of jobs as a program without a database server would keep it: SQLite, write-ahead log, safe against a power cut.</summary>
internal sealed class SqliteJobs : IAsyncDisposable
{
    private static readonly string[] TextColumns =
    [
        "job_type", "status", "repository_id", "triggered_by", "site", "repository_access", "dedupe_key", "created_at", "warnings", "details",
        "plan_id", "started_at", "completed_at", "worker_name", "command", "error_message", "stats", "progress_message", "current_file",
    ];

    private readonly SqliteConnection _connection;

    private SqliteJobs(SqliteConnection connection) => _connection = connection;

    public static async Task<SqliteJobs> CreateAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        var jobs = new SqliteJobs(connection);
        await jobs.ExecuteAsync($"""
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE jobs (id TEXT PRIMARY KEY, {string.Join(", ", TextColumns.Select(column => $"{column} TEXT"))});
            CREATE INDEX by_status ON jobs (status, created_at);
            CREATE INDEX history ON jobs (created_at, id);
            CREATE UNIQUE INDEX one_pending ON jobs (dedupe_key) WHERE status = 'pending';
            """);
        return jobs;
    }

    public static BackupDetails Details() => new() { Sources = ["/home"], ExcludePatterns = [], Compression = "lz4", ArchiveNameTemplate = "{utcnow}" };

    public async Task<Guid> CreateAsync()
    {
        var id = Guid.CreateVersion7();
        await using var command = _connection.CreateCommand();
        command.CommandText = """
            INSERT INTO jobs (id, job_type, status, repository_id, triggered_by, site, repository_access, dedupe_key, created_at, warnings, details)
            VALUES ($id, 'backup', 'pending', $repository, 'user', 'default', 'write', $key, $created, '[]', $details)
            """;
        command.Parameters.AddWithValue("$id", id.ToString());
        command.Parameters.AddWithValue("$repository", Guid.Empty.ToString());
        command.Parameters.AddWithValue("$key", $"backup/{id:N}");
        command.Parameters.AddWithValue("$created", TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$details", JsonSerializer.Serialize(Details()));
        await command.ExecuteNonQueryAsync();
        return id;
    }

    public Task ReadAsync(Guid id) => ReadAsync("SELECT * FROM jobs WHERE id = $value", id.ToString());

    public Task ListAsync(int count) => ReadAsync("SELECT * FROM jobs ORDER BY created_at DESC, id DESC LIMIT $value", count);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ReadAsync(string sql, object value)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$value", value);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            JsonSerializer.Deserialize<BackupDetails>(reader.GetString(reader.GetOrdinal("details")));
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
