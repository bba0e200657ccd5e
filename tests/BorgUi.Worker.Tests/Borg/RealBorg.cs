using BorgUi.Testing;
using BorgUi.Worker.Borg;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>A real borg with a repository and some files of its own, in a temporary folder.</summary>
internal sealed class RealBorg : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("borg");

    public RealBorg(Action<BorgOptions>? configure = null)
    {
        var options = new BorgOptions();
        configure?.Invoke(options);
        Executable = new(Options.Create(options), TimeProvider.System, NullLogger<BorgExecutable>.Instance);
        Environment = new() { BaseDirectory = In("base"), HostId = "test@worker", Passphrase = "correct horse" };
        Directory.CreateDirectory(Data);
    }

    public BorgExecutable Executable { get; }

    public BorgEnvironment Environment { get; }

    public string Repository => In("repo");

    public string Data => In("data");

    public string In(string name) => Path.Combine(_folder.Path, name);

    public async Task InitAsync() => Ok(await RunAsync(BorgCommand.Init(Repository, new())));

    public void WriteFile(string name, int bytes)
    {
        var content = new byte[bytes];
        new Random(name.Length + bytes).NextBytes(content);
        var path = Path.Combine(Data, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public Task<BorgEnded> RunAsync(BorgCommand command, BorgEnvironment? environment = null) =>
        Executable.RunToEndAsync(command, environment ?? Environment, CancellationToken.None);

    public Task<BorgEnded> CreateAsync(string archive, params string[] paths) =>
        RunAsync(BorgCommand.Create(Repository, archive, new() { Paths = paths.Length > 0 ? paths : [Data] }));

    public async Task<IReadOnlyList<string>> ArchiveNamesAsync(bool withCheckpoints = false)
    {
        var ended = Ok(await RunAsync(BorgCommand.ListArchives(Repository, withCheckpoints)));
        return [.. ArchiveList.Parse(ended.Output).Archives.Select(archive => archive.Name)];
    }

    public void Dispose() => _folder.Dispose();

    public static BorgEnded Ok(BorgEnded ended)
    {
        Assert.True(ended.Outcome != BorgOutcome.Failure, $"{ended.Error?.Kind}: {string.Join('\n', ended.LastMessages)}");
        return ended;
    }
}
