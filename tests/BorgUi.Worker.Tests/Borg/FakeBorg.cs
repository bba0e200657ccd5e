using System.Runtime.InteropServices;
using BorgUi.Testing;
using BorgUi.Worker.Borg;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>A borg that plays what a test wants, started by the real driver.</summary>
internal sealed class FakeBorg : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("fake-borg");

    public FakeBorg(string player, Action<BorgOptions>? configure = null)
    {
        var options = new BorgOptions { Executable = WriteScript(player) };
        configure?.Invoke(options);
        Executable = new(Options.Create(options), TimeProvider.System, NullLogger<BorgExecutable>.Instance);
        Environment = new() { BaseDirectory = In("base"), HostId = "test@worker", Passphrase = "correct horse" };
    }

    public BorgExecutable Executable { get; }

    public BorgEnvironment Environment { get; }

    public static BorgCommand ACreate { get; } = BorgCommand.Create("/repo", "archive", new() { Paths = ["/data"] });

    public static BorgCommand AList { get; } = BorgCommand.ListArchives("/repo");

    public string In(string name) => Path.Combine(_folder.Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public Task<BorgProcess> StartAsync(BorgCommand command, CancellationToken cancellationToken = default) =>
        Executable.StartAsync(command, Environment, cancellationToken);

    public async Task<(List<BorgEvent> Events, BorgEnded Ended)> RunAsync(BorgCommand? command = null)
    {
        await using var process = await StartAsync(command ?? ACreate);
        return await DrainAsync(process);
    }

    /// <summary>Reads everything; <paramref name="onFirst"/> runs when borg has said something, so that it is certainly up.</summary>
    public static async Task<(List<BorgEvent> Events, BorgEnded Ended)> DrainAsync(BorgProcess process, Func<Task>? onFirst = null)
    {
        List<BorgEvent> events = [];
        await foreach (var happened in process.Events)
        {
            if (events.Count == 0 && onFirst is not null)
            {
                await onFirst();
            }

            events.Add(happened);
        }

        return (events, Assert.IsType<BorgEnded>(events[^1]));
    }

    public void Dispose() => _folder.Dispose();

    // The environment of a borg is closed, so the player gets its orders by its command line.
    private string WriteScript(string player)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        var program = Path.Combine(AppContext.BaseDirectory, "BorgUi.FakeBorg.dll");
        var script = Write("borg", $"""
            #!/bin/sh
            exec '{dotnet}' '{program}' {player.Replace("{folder}", _folder.Path, StringComparison.Ordinal)} -- "$@"

            """);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return script;
    }
}
