using BorgUi.Processes;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>What goes wrong with the borg that is installed, and what is said about it.</summary>
public sealed class BorgTroubleTests : IDisposable
{
    // Fails with EIO when it is read, for every user.
    private const string UnreadableFile = "/proc/self/mem";

    private static readonly TimeSpan ShortLockWait = TimeSpan.FromSeconds(1);

    private readonly RealBorg _borg = new();

    public void Dispose() => _borg.Dispose();

    [Fact]
    public async Task Files_that_cannot_be_read_are_warnings()
    {
        await _borg.InitAsync();
        _borg.WriteFile("fine", 100);
        List<BorgEvent> events = [];
        var command = BorgCommand.Create(_borg.Repository, "first", new() { Paths = [_borg.Data, UnreadableFile, _borg.In("missing")] });
        await foreach (var happened in _borg.Executable.RunAsync(command, _borg.Environment, CancellationToken.None))
        {
            events.Add(happened);
        }

        var ended = Assert.IsType<BorgEnded>(events[^1]);
        Assert.Equal((BorgOutcome.Warning, 2L), (ended.Outcome, ended.Warnings));
        Assert.Contains(events, happened => happened is FileStatus { Status: 'E', Path: "proc/self/mem" or "/proc/self/mem" });
        Assert.Contains(events, happened => happened is LogMessage { Level: BorgLogLevel.Warning } message && message.Text.Contains("missing", StringComparison.Ordinal));
        Assert.Equal(1, CreateResult.Parse(ended.Output).Archive.Stats?.Files);
    }

    [Fact]
    public async Task A_cancelled_create_leaves_a_checkpoint_and_no_lock()
    {
        await _borg.InitAsync();
        WriteBigFile();
        using var cancellation = new CancellationTokenSource();
        await using var process = await StartBigCreateAsync("cut", cancellation.Token);
        BorgEnded? ended = null;
        await foreach (var happened in process.Events)
        {
            if (happened is ArchiveProgress { OriginalBytes: > 0 })
            {
                await cancellation.CancelAsync();
            }

            ended = happened as BorgEnded;
        }

        Assert.Equal((BorgStop.Cancelled, BorgOutcome.Failure), (ended!.Stop, ended.Outcome));
        Assert.Null(ended.Error);
        RealBorg.Ok(await _borg.RunAsync(BorgCommand.ListArchives(_borg.Repository).WithLockWait(ShortLockWait)));
        Assert.Equal(["cut.checkpoint"], await _borg.ArchiveNamesAsync(withCheckpoints: true));
        Assert.Empty(await _borg.ArchiveNamesAsync());
    }

    [Fact]
    public async Task A_repository_that_is_in_use_is_reported_and_usable_afterwards()
    {
        await _borg.InitAsync();
        WriteBigFile();
        await using var process = await StartBigCreateAsync("big", CancellationToken.None);
        BorgEnded? blocked = null;
        await foreach (var happened in process.Events)
        {
            if (blocked is null && happened is ArchiveProgress { OriginalBytes: > 0 })
            {
                process.Identity!.Send(Signal.Stop);
                blocked = await _borg.RunAsync(BorgCommand.ListArchives(_borg.Repository).WithLockWait(ShortLockWait));
                process.Terminate();
                process.Identity.Send(Signal.Continue);
            }
        }

        Assert.Equal(("lock-held", true), (blocked?.Error?.Kind, blocked?.Error?.RetryMayHelp));
        Assert.Empty(await _borg.ArchiveNamesAsync());
    }

    [Fact]
    public async Task A_wrong_passphrase_is_recognised()
    {
        await _borg.InitAsync();

        var ended = await _borg.RunAsync(BorgCommand.ListArchives(_borg.Repository), _borg.Environment with { Passphrase = "wrong" });

        Assert.Equal((BorgOutcome.Failure, "wrong-passphrase"), (ended.Outcome, ended.Error?.Kind));
    }

    [Fact]
    public async Task A_missing_repository_is_recognised()
    {
        var ended = await _borg.RunAsync(BorgCommand.ListArchives(_borg.Repository));

        Assert.Equal((BorgOutcome.Failure, "repository-missing"), (ended.Outcome, ended.Error?.Kind));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_recognised_by_what_ssh_says()
    {
        var environment = _borg.Environment with { Ssh = new() { KnownHostsFile = _borg.In("known_hosts") } };

        var ended = await _borg.RunAsync(BorgCommand.ListArchives("ssh://nobody@backup.invalid/srv/repo"), environment);

        Assert.Equal((BorgOutcome.Failure, "host-not-found"), (ended.Outcome, ended.Error?.Kind));
    }

    [Fact]
    public async Task Restores_lists_compares_deletes_and_exports()
    {
        await _borg.InitAsync();
        _borg.WriteFile("*star", 100);
        _borg.WriteFile("other", 100);
        RealBorg.Ok(await _borg.CreateAsync("a-1"));
        _borg.WriteFile("more", 50);
        RealBorg.Ok(await _borg.CreateAsync("a-2"));

        var target = Directory.CreateDirectory(_borg.In("target")).FullName;
        var extract = BorgCommand.Extract(_borg.Repository, "a-1", new() { TargetFolder = target, Paths = [Path.Combine(_borg.Data, "*star")] });
        Assert.Equal(BorgOutcome.Success, (await _borg.RunAsync(extract)).Outcome);
        Assert.Equal("*star", Path.GetFileName(Assert.Single(Directory.GetFiles(target, "*", SearchOption.AllDirectories))));

        Assert.Equal(3, await CountLinesAsync(BorgCommand.ListFiles(_borg.Repository, "a-1")));
        Assert.Equal(1, await CountLinesAsync(BorgCommand.Diff(_borg.Repository, "a-1", "a-2")));
        RealBorg.Ok(await _borg.RunAsync(BorgCommand.Check(_borg.Repository, new() { VerifyData = true })));
        RealBorg.Ok(await _borg.RunAsync(BorgCommand.Delete(_borg.Repository, "a-1")));
        RealBorg.Ok(await _borg.RunAsync(BorgCommand.Compact(_borg.Repository)));
        Assert.Equal(["a-2"], await _borg.ArchiveNamesAsync());
        Assert.True(RealBorg.Ok(await _borg.RunAsync(BorgCommand.KeyExport(_borg.Repository))).Output.Span.StartsWith("BORG_KEY "u8));
    }

    [Fact]
    public async Task Changes_the_passphrase()
    {
        await _borg.InitAsync();

        RealBorg.Ok(await _borg.RunAsync(BorgCommand.KeyChangePassphrase(_borg.Repository), _borg.Environment with { NewPassphrase = "new one" }));

        Assert.Equal("wrong-passphrase", (await _borg.RunAsync(BorgCommand.ListArchives(_borg.Repository))).Error?.Kind);
        RealBorg.Ok(await _borg.RunAsync(BorgCommand.ListArchives(_borg.Repository), _borg.Environment with { Passphrase = "new one" }));
    }

    // Holes cost no disk, but borg reads and hashes them all the same.
    private void WriteBigFile()
    {
        using var file = File.Create(Path.Combine(_borg.Data, "big"));
        file.SetLength(16L * 1024 * 1024 * 1024);
    }

    private Task<BorgProcess> StartBigCreateAsync(string archive, CancellationToken cancellationToken) =>
        _borg.Executable.StartAsync(
            BorgCommand.Create(_borg.Repository, archive, new() { Paths = [_borg.Data] }), _borg.Environment, cancellationToken);

    private async Task<int> CountLinesAsync(BorgCommand command)
    {
        var lines = 0;
        await foreach (var happened in _borg.Executable.RunAsync(command, _borg.Environment, CancellationToken.None))
        {
            lines += happened is OutputLine ? 1 : 0;
        }

        return lines;
    }
}
