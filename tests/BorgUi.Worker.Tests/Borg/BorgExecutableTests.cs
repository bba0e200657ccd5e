using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>The driver with the borg that is installed.</summary>
public sealed class BorgExecutableTests : IDisposable
{
    private readonly RealBorg _borg = new();

    public void Dispose() => _borg.Dispose();

    [Fact]
    public async Task Finds_the_installed_borg_and_its_version()
    {
        var found = await _borg.Executable.ProbeAsync(_borg.Environment, CancellationToken.None);

        Assert.Null(found.Problem);
        Assert.True(found.Version! >= BorgVersion.Minimum);
        Assert.True(Path.IsPathRooted(found.Path));
    }

    [Fact]
    public async Task Says_in_a_sentence_that_borg_is_missing()
    {
        using var borg = new RealBorg(options => options.Executable = "no-such-borg");

        var found = await borg.Executable.ProbeAsync(borg.Environment, CancellationToken.None);

        Assert.Null(found.Path);
        Assert.Equal("borg is not installed: there is no program 'no-such-borg'. Install borgbackup 1.2 or newer.", found.Problem);
    }

    [Fact]
    public async Task Advice_about_the_key_is_no_warning()
    {
        var ended = await _borg.RunAsync(BorgCommand.Init(_borg.Repository, new()));

        Assert.Equal((BorgOutcome.Success, 0L), (ended.Outcome, ended.Warnings));
        Assert.NotEmpty(ended.LastMessages);
    }

    [Fact]
    public async Task A_create_reports_progress_files_and_its_result()
    {
        await _borg.InitAsync();
        _borg.WriteFile("big", 8_000_000);
        _borg.WriteFile("folder/small", 100);
        List<BorgEvent> events = [];
        var command = BorgCommand.Create(_borg.Repository, "first", new() { Paths = [_borg.Data], Comment = "a {comment}", ListSaved = true });
        await foreach (var happened in _borg.Executable.RunAsync(command, _borg.Environment, CancellationToken.None))
        {
            events.Add(happened);
        }

        var ended = Assert.IsType<BorgEnded>(events[^1]);
        Assert.Equal((BorgOutcome.Success, BorgStop.None, 0), (ended.Outcome, ended.Stop, ended.ExitCode.Value));
        Assert.True(ended.OutputIsComplete);
        Assert.Contains(events, happened => happened is ArchiveProgress { Finished: false });
        Assert.Contains(events, happened => happened is ArchiveProgress { Finished: true });
        Assert.Contains(events, happened => happened is FileStatus { Status: 'A' } file && file.Path.EndsWith("folder/small", StringComparison.Ordinal));
        Assert.Contains(events, happened => happened is ProgressMessage { MessageId: "cache.commit", Finished: true });
        var result = CreateResult.Parse(ended.Output);
        Assert.Equal(("first", 2L), (result.Archive.Name, result.Archive.Stats?.Files));
        Assert.InRange(result.Archive.StartedAt, DateTimeOffset.UnixEpoch, TimeProvider.System.GetUtcNow());
        Assert.InRange(result.Archive.Stats!.OriginalBytes, 8_000_100, 9_000_000);
    }

    [Fact]
    public async Task Lists_archives_with_what_we_ask_for_and_names_with_odd_characters()
    {
        await _borg.InitAsync();
        _borg.WriteFile("file", 10);
        const string Odd = "-odd {now} * 'name' ünï";
        RealBorg.Ok(await _borg.CreateAsync(Odd));

        var archive = Assert.Single(ArchiveList.Parse((await _borg.RunAsync(BorgCommand.ListArchives(_borg.Repository))).Output).Archives);

        Assert.Equal(Odd, archive.Name);
        Assert.NotNull(archive.EndedAt);
        Assert.NotNull(archive.HostName);
        Assert.NotEmpty(archive.CommandLine!);
        Assert.Equal(TimeSpan.Zero, archive.StartedAt.Offset);
        var starting = await _borg.RunAsync(BorgCommand.InfoArchives(_borg.Repository, ArchiveGlob.StartingWith("-odd {now} * ")));
        Assert.Equal(Odd, Assert.Single(RepositoryInfo.Parse(starting.Output).Archives!).Name);
    }

    [Fact]
    public async Task Info_gives_the_totals_of_the_repository()
    {
        await _borg.InitAsync();
        _borg.WriteFile("file", 100_000);
        RealBorg.Ok(await _borg.CreateAsync("one"));

        var info = RepositoryInfo.Parse((await _borg.RunAsync(BorgCommand.InfoRepository(_borg.Repository))).Output);

        Assert.Equal("repokey-blake2", info.Encryption?.Mode);
        Assert.Equal(_borg.Repository, info.Repository.Location);
        Assert.InRange(info.Cache!.Stats!.UniqueCompressedBytes, 100_000, 200_000);
    }
}
