using System.Collections.Concurrent;
using BorgUi.LocalHosting;
using BorgUi.LocalHosting.Postgres;
using Npgsql;

namespace BorgUi.Testing.Postgres;

/// <summary>A PostgreSQL cluster for one test process: its own folder and port, gone when the process ends, however it ends.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartSharedAsync);

    private readonly TemporaryFolder _folder;
    private readonly PostgresCluster _cluster;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new();

    private PostgresServer(TemporaryFolder folder, PostgresCluster cluster)
    {
        _folder = folder;
        _cluster = cluster;
    }

    /// <summary>The server that all tests of this process share; a test gets its own database in it.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>A server for a test that stops or damages it.</summary>
    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken = default)
    {
        var folder = TemporaryFolder.Create("postgres");
        var cluster = await PostgresCluster.StartAsync(
            new() { Folder = folder.Path, Port = FreePort.Find(), Password = Guid.NewGuid().ToString("N"), Durable = false },
            onLine: static _ => { },
            cancellationToken);
        await cluster.WaitUntilReadyAsync(cancellationToken);
        return new(folder, cluster);
    }

    /// <summary>The connection string of the administrator, to the given database.</summary>
    public string ConnectionString(string database = "postgres") => _cluster.ConnectionString(database);

    /// <summary>An empty database, dropped when disposed.</summary>
    public Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken = default) =>
        CreateFromAsync("template1", cancellationToken);

    /// <summary>A copy of a template that <paramref name="prepare"/> (given a connection string) fills once per test process.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(
        string templateName, Func<string, Task> prepare, CancellationToken cancellationToken = default)
    {
        var template = _templates.GetOrAdd(templateName, name => new(() => PrepareTemplateAsync("template_" + name, prepare)));
        return await CreateFromAsync(await template.Value, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    internal async Task ExecuteAsync(string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(ConnectionString() + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<PostgresServer> StartSharedAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    private async Task<string> PrepareTemplateAsync(string name, Func<string, Task> prepare)
    {
        await ExecuteAsync($"CREATE DATABASE \"{name}\"");
        await prepare(ConnectionString(name) + ";Pooling=false");
        return name;
    }

    private async Task<TestDatabase> CreateFromAsync(string template, CancellationToken cancellationToken)
    {
        var name = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"", cancellationToken);
        return new(this, name);
    }
}
