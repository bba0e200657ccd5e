using System.Collections.Concurrent;
using System.Globalization;
using BorgUi.LocalHosting;
using BorgUi.LocalHosting.Postgres;
using BorgUi.Processes;
using Npgsql;

namespace BorgUi.Testing.Postgres;

/// <summary>A PostgreSQL cluster for one test process: its own folder and port, gone when the process ends, however it ends.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartSharedAsync);

    private readonly TemporaryFolder _folder;
    private readonly PostgresClusterOptions _options;
    private PostgresCluster _cluster;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new();

    private PostgresServer(TemporaryFolder folder, PostgresClusterOptions options, PostgresCluster cluster) => (_folder, _options, _cluster) = (folder, options, cluster);

    /// <summary>The server that all tests of this process share; a test gets its own database in it.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>A server for a test that stops or damages it.</summary>
    /// <param name="durable">Whether what was committed is still there after a crash, as it is in real life.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false, CancellationToken cancellationToken = default)
    {
        var folder = TemporaryFolder.Create("postgres");
        var options = new PostgresClusterOptions { Folder = folder.Path, Port = FreePort.Find(), Password = Guid.NewGuid().ToString("N"), Durable = durable };
        return new(folder, options, await StartAsync(options, cancellationToken));
    }

    /// <summary>The immediate shutdown (SIGQUIT): every connection is cut without a word, and the next start recovers.</summary>
    public void CrashNow()
    {
        var processId = int.Parse(File.ReadLines(Path.Combine(_options.DataFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        ProcessIdentity.Of(processId)?.Send(Signal.Quit);
    }

    /// <summary>Starts the server again after <see cref="CrashNow"/>, on its port and with its data.</summary>
    public async Task StartAgainAsync()
    {
        await _cluster.DisposeAsync();
        _cluster = await StartAsync(_options, CancellationToken.None);
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

    private static async Task<PostgresCluster> StartAsync(PostgresClusterOptions options, CancellationToken cancellationToken)
    {
        var cluster = await PostgresCluster.StartAsync(options, onLine: static _ => { }, cancellationToken);
        await cluster.WaitUntilReadyAsync(cancellationToken);
        return cluster;
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
