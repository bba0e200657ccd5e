using System.Globalization;
using BorgUi.LocalHosting.Running;
using BorgUi.Processes;
using Npgsql;

namespace BorgUi.LocalHosting.Postgres;

/// <summary>A PostgreSQL server of our own that ends, cleanly, with us.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    public const string DefaultUserName = "postgres";

    // sun_path of unix(7) holds 108 bytes; the server adds "/.s.PGSQL.65535" to the folder.
    private const int LongestSocketFolder = 107 - 15;

    private static readonly TimeSpan PredecessorPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private static readonly string[] NotDurable = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly PostgresClusterOptions _options;

    private PostgresCluster(PostgresClusterOptions options, ChildProgram program)
    {
        _options = options;
        Program = program;
    }

    public ChildProgram Program { get; }

    /// <summary>Starts the server, making its files first when there are none. It may not accept connections yet.</summary>
    /// <exception cref="HostingException">PostgreSQL is missing, or its folder cannot be used.</exception>
    public static async Task<PostgresCluster> StartAsync(PostgresClusterOptions options, Action<string> onLine, CancellationToken cancellationToken = default)
    {
        var binaries = PostgresBinaries.Find(options.DataFolder, options.Programs);
        var account = PostgresAccount.Choose();
        await PostgresInitialization.EnsureAsync(options, binaries, account, cancellationToken);
        await WaitForPredecessorAsync(options.DataFolder, cancellationToken);
        List<string> settings =
        [
            "listen_addresses=localhost",
            string.Create(CultureInfo.InvariantCulture, $"port={options.Port}"),
            $"unix_socket_directories={(options.SocketFolder.Length <= LongestSocketFolder ? options.SocketFolder : "")}",
            "logging_collector=off",
            "autovacuum_naptime=10s", // the queue is a table: what is dead at its head slows each claim until it is cleaned away
            .. options.Durable ? [] : NotDurable,
        ];
        var program = await ChildProgram.StartAsync(
            new()
            {
                FileName = binaries.Server,
                Arguments = ["-D", options.DataFolder, .. settings.SelectMany(setting => new[] { "-c", setting })],
                User = account,
                WorkingDirectory = options.Folder,
                DeathSignal = Signal.Interrupt,
            },
            stopSignal: Signal.Interrupt, // the fast shutdown: rolls open transactions back and leaves clean files
            StopPatience,
            onLine,
            cancellationToken);
        return new(options, program);
    }

    public string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=localhost;Port={_options.Port};Username={_options.UserName};Password={_options.Password};Database={database}");

    /// <summary>Answers once the server accepts connections.</summary>
    /// <exception cref="HostingException">The server ended, or refuses our password.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Timeout=5;Pooling=false");
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidPassword)
            {
                throw new HostingException($"The database in {_options.DataFolder} was made with another password than the one kept beside it.", error);
            }
            catch (NpgsqlException) when (!Program.Completion.IsCompleted)
            {
                await Task.Delay(PollInterval, cancellationToken);
            }
            catch (NpgsqlException error)
            {
                throw new HostingException($"PostgreSQL ended at its start with exit code {await Program.Completion}.", error);
            }
        }
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();

    /// <summary>The server of a host that was just killed needs a moment to end.</summary>
    private static async Task WaitForPredecessorAsync(string dataFolder, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PredecessorPatience);
        try
        {
            while (RunningServer(dataFolder) is not null)
            {
                await Task.Delay(PollInterval, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HostingException($"Another PostgreSQL server (pid {RunningServer(dataFolder)}) uses {dataFolder}. Stop it, or choose another data folder with --data.");
        }
    }

    private static int? RunningServer(string dataFolder)
    {
        try
        {
            // The first line of postmaster.pid is the pid.
            var processId = int.Parse(File.ReadLines(Path.Combine(dataFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
            return File.ReadAllText($"/proc/{processId}/comm").Trim() == "postgres" ? processId : null;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
