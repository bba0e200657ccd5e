using System.Collections.Concurrent;
using BorgUi.Core.Data;
using BorgUi.Core.Secrets;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using BorgUi.Worker.SelfBackups;
using BorgUi.Worker.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Tests.SelfBackups;

/// <summary>The verb restore-self on a database, with settings that name a file for the master key; and a way to make a backup by hand.</summary>
internal sealed class RestoreHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("restore-self");
    private readonly RecordedLog _log = new();
    private readonly ServiceProvider _services;

    public RestoreHost(TestDatabase database, string? programFolder = null)
    {
        var secrets = new SecretBoxOptions { SecretKeyFile = KeyFile };
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("BorgUi:SelfBackup:ProgramFolder", programFolder)]).Build())
            .AddSingleton(Options.Create(secrets))
            .AddSingleton(Options.Create(new WorkerOptions { DataPath = Path.Combine(_folder.Path, "data") }))
            .AddSingleton<WorkerIdentity>()
            .AddBorgUiDatabase(database.ConnectionString)
            .AddRestoreSelf()
            .AddLogging(logging => logging.AddProvider(_log).AddFilter((category, _) => category == typeof(RestoreSelfCommand).FullName))
            .BuildServiceProvider();
    }

    public string KeyFile => Path.Combine(_folder.Path, "etc", "secret-key");

    public string Keyfiles => Get<WorkerIdentity>().KeyfileDirectory;

    public IEnumerable<string> Said => _log.Lines;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<int> RunAsync(params string[] arguments) => Get<RestoreSelfCommand>().RunAsync(arguments, CancellationToken.None);

    /// <summary>A backup of this database.</summary>
    public async Task<SelfBackup> DumpAsync(string secretKey)
    {
        var backup = SelfBackup.In(_folder.Path);
        Directory.CreateDirectory(backup.Folder);
        var programs = Get<PostgresPrograms>();
        var dumped = await programs.RunAsync((await programs.FindAsync(default)).Dump, ["--format=custom", $"--file={backup.Dump}"], default);
        Assert.True(dumped.ExitCode == 0, dumped.Error);
        await File.WriteAllTextAsync(backup.SecretKey, secretKey);
        return backup;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class RecordedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
