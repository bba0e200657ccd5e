using BorgUi.Benchmarks.Running;
using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using Npgsql;

namespace BorgUi.Benchmarks.Index;

/// <summary>The API and a worker on a Postgres that waits for the disk, whose tables can be looked at.</summary>
internal sealed class IndexSystem : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly PostgresServer _server;
    private readonly TestDatabase _database;
    private readonly ApiProcess _api;
    private readonly ServiceProcess _worker;

    private IndexSystem(PostgresServer server, TestDatabase database, ApiProcess api, ServiceProcess worker) =>
        (_server, _database, _api, _worker) = (server, database, api, worker);

    public ApiUser User => _api.User;

    public static async Task<IndexSystem> StartAsync(Bench bench)
    {
        var server = await PostgresServer.StartAsync(durable: true, bench.Interrupted);
        var database = await MigratedDatabase.CreateAsync(server);
        var api = await ApiProcess.StartAsync(database.ConnectionString, bench.In("index-api.log"));
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__borgui"] = database.ConnectionString,
            ["BorgUi__SecretKey"] = ApiProcess.SecretKey,
            ["BorgUi__DataPath"] = bench.In("index-worker"),
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        };
        return new(server, database, api, await ServiceProcess.StartAsync(new Projects.BorgUi_Worker(), [], environment, bench.In("index-worker.log")));
    }

    /// <summary>Backs up, and waits until the archive is indexed.</summary>
    public async Task<IndexedBackup> BackUpAsync(Guid planId)
    {
        var job = await User.WaitForEndAsync(await User.StartBackupAsync(planId));
        if (job.Status != JobStatus.Completed)
        {
            throw new InvalidOperationException($"A backup ended as {job.Status}: {job.ErrorMessage}");
        }

        var most = 0L;
        JobResponse? index = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                most = Math.Max(most, ServiceProcesses.ResidentBytesOf(_worker.Id));
                await Task.Delay(LookEvery);
                index = (await User.GetAsync<Page<JobResponse>>("/api/jobs?job_type=index_archive&limit=1")).Items is [var newest] ? newest : null;
                return index?.CompletedAt is not null && index.CreatedAt > job.CreatedAt;
            },
            "the archive is indexed",
            Patience);
        var archive = await User.GetAsync<ArchiveResponse>($"/api/archives/{job.ArchiveId}");
        return archive.IndexState == IndexState.Ready
            ? new(archive, index!.CompletedAt!.Value - index.StartedAt!.Value, most, await IndexBytesAsync())
            : throw new InvalidOperationException($"The archive was not indexed: {archive.IndexError ?? index!.ErrorMessage}");
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _api.DisposeAsync();
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<long> IndexBytesAsync()
    {
        await ExecuteAsync("VACUUM ANALYZE index_versions, index_names");
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand("SELECT pg_total_relation_size('index_versions') + pg_total_relation_size('index_names')");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>An archive that was made and indexed.</summary>
/// <param name="IndexTime">From the start of the job to its end, by BorgUi's own records.</param>
/// <param name="WorkerBytes">The most memory that the worker had resident meanwhile.</param>
/// <param name="IndexBytes">What the tables of the index take afterwards.</param>
internal sealed record IndexedBackup(ArchiveResponse Archive, TimeSpan IndexTime, long WorkerBytes, long IndexBytes);
