using System.Text;
using BorgUi.Testing;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>The driver with borgs that behave badly.</summary>
public sealed class BorgProcessTests
{
    [Fact]
    public async Task Plays_a_whole_run_in_order()
    {
        using var borg = new FakeBorg($"--play {Recordings.Folder}/1.4.5/create-few-full");

        var (events, ended) = await borg.RunAsync();

        var recorded = File.ReadLines($"{Recordings.Folder}/1.4.5/create-few-full.stderr")
            .Select(line => BorgEventParser.Parse(Encoding.UTF8.GetBytes(line), out _).ToString());
        Assert.Equal(recorded, events.SkipLast(1).Select(happened => happened.ToString()));
        Assert.Equal((BorgOutcome.Success, 0), (ended.Outcome, ended.ExitCode.Value));
        Assert.Equal("few-1", CreateResult.Parse(ended.Output).Archive.Name);
    }

    [Fact]
    public async Task Only_named_variables_reach_borg()
    {
        System.Environment.SetEnvironmentVariable("WorkersOwnSecret", "not for borg");
        using var borg = new FakeBorg("--dump-environment {folder}/environment");

        await borg.RunAsync();

        var names = File.ReadLines(borg.In("environment")).Select(line => line.Split('=')[0]).Except(["PWD"]).Order(StringComparer.Ordinal);
        Assert.Equal(borg.Environment.VariablesFor(FakeBorg.ACreate).Keys.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task Keeps_odd_bytes_and_a_last_line_without_end()
    {
        byte[] bytes = [.. "\r\none\r\n"u8, 0xFF, 0xFE, .. "\n\n{\"type\": \"file_status\", \"status\": \"A\", \"path\": \"last\"}"u8];
        using var borg = new FakeBorg($"--error-base64 {Convert.ToBase64String(bytes)}");

        var (events, _) = await borg.RunAsync();

        Assert.Equal(
            [new RawLine(""), new RawLine("one"), new RawLine("\uFFFD\uFFFD"), new RawLine(""), new FileStatus('A', "last")], events.SkipLast(1));
    }

    [Fact]
    public async Task Reads_a_line_of_a_megabyte()
    {
        using var borg = new FakeBorg("--play {folder}/long --exit 0");
        borg.Write("long.stderr", $$"""{"type": "file_status", "status": "A", "path": "{{new string('x', 1_000_000)}}"}{{'\n'}}""");
        borg.Write("long.stdout", "");

        var (events, _) = await borg.RunAsync();

        Assert.StartsWith("xxx", Assert.IsType<FileStatus>(events[0]).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_a_line_that_never_ends()
    {
        using var borg = new FakeBorg($"--flood-bytes {100 * 1024 * 1024} --line-bytes 0");

        var (events, _) = await borg.RunAsync();

        Assert.EndsWith("… [a line of 104857600 bytes, cut]", Assert.IsType<RawLine>(events[0]).Text, StringComparison.Ordinal);
        Assert.Equal(2, events.Count);
    }

    /// <summary>BORGUI_TEST_FLOOD_BYTES raises the flood; a gigabyte takes about half a minute.</summary>
    [Fact]
    public async Task A_flood_is_read_whole_and_held_nowhere()
    {
        var flood = long.TryParse(System.Environment.GetEnvironmentVariable("BORGUI_TEST_FLOOD_BYTES"), out var bytes) ? bytes : 200_000_000;
        using var borg = new FakeBorg($"--flood-bytes {flood} --line-bytes 200");
        await using var process = await borg.StartAsync(FakeBorg.ACreate);
        long before = 0, most = 0, lines = 0;
        await foreach (var happened in process.Events)
        {
            lines += happened is RawLine ? 1 : 0;
            if (lines % 50_000 == 1)
            {
                var live = GC.GetTotalMemory(forceFullCollection: true);
                before = before == 0 ? live : before;
                most = Math.Max(most, live);
            }
        }

        Assert.InRange(lines, flood / 200, flood / 200 + 1);
        // Other tests live in the same process; kept, the flood would be several times as much.
        Assert.InRange(most - before, 0, 128 * 1024 * 1024);
    }

    [Fact]
    public async Task A_slow_reader_loses_nothing_when_borg_has_long_ended()
    {
        using var borg = new FakeBorg($"--play {Recordings.Folder}/1.4.5/create-types", options =>
        {
            options.EventBuffer = 1;
            options.EndOfOutputPatience = TimeSpan.FromSeconds(2);
        });
        await using var process = await borg.StartAsync(FakeBorg.ACreate);
        var (events, ended) = await FakeBorg.DrainAsync(process, onFirst: async () =>
        {
            await Eventually.HoldsAsync(() => !process.Identity!.IsAlive());
            // Longer than the patience, to be sure that it does not count against the reader.
            await Task.Delay(TimeSpan.FromSeconds(3));
        });

        Assert.True(ended.OutputIsComplete);
        Assert.Equal(File.ReadLines($"{Recordings.Folder}/1.4.5/create-types.stderr").Count() + 1, events.Count);
    }

    [Fact]
    public async Task Does_not_wait_for_a_process_that_borg_left_behind()
    {
        using var borg = new FakeBorg("--hold-pipes 20", options => options.EndOfOutputPatience = TimeSpan.FromMilliseconds(100));

        var (_, ended) = await borg.RunAsync();

        Assert.Equal((false, BorgOutcome.Success), (ended.OutputIsComplete, ended.Outcome));
        Assert.InRange(ended.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(19));
    }

    [Fact]
    public async Task A_result_that_is_too_large_is_a_failure()
    {
        using var borg = new FakeBorg("--output-bytes 1000000", options => options.MaxOutputBytes = 100_000);

        var (_, ended) = await borg.RunAsync(FakeBorg.AList);

        Assert.Equal((BorgOutcome.Failure, BorgStop.OutputTooLarge, "output-too-large"), (ended.Outcome, ended.Stop, ended.Error?.Kind));
        Assert.InRange(ended.Output.Length, 0, 100_000);
    }

    [Fact]
    public async Task A_full_repository_ends_a_create_of_borg_1_2_at_once()
    {
        using var borg = new FakeBorg($"--play {Recordings.Folder}/1.2.4/disk-full-create --hang");

        var (_, ended) = await borg.RunAsync();

        Assert.Equal((BorgOutcome.Failure, BorgStop.RepositoryFull, "disk-full"), (ended.Outcome, ended.Stop, ended.Error?.Kind));
    }

    [Fact]
    public async Task A_connection_that_broke_ends_a_create_that_blames_each_file_for_it()
    {
        using var borg = new FakeBorg("--play {folder}/cut --hang");
        borg.Write("cut.stdout", "");
        borg.Write("cut.exit", "2");
        borg.Write("cut.stderr", """
            {"type": "log_message", "time": 1795331621.6, "message": "Remote: Connection to nas closed by remote host.", "levelname": "WARNING", "name": "root"}
            {"type": "log_message", "time": 1795331621.7, "message": "home/me/film.mkv: read: [Errno 32] Broken pipe", "levelname": "WARNING", "name": "borg.archiver"}

            """);

        var (_, ended) = await borg.RunAsync();

        Assert.Equal((BorgOutcome.Failure, BorgStop.ConnectionLost, "connection-lost"), (ended.Outcome, ended.Stop, ended.Error?.Kind));
    }

    [Fact]
    public async Task Says_when_the_folder_to_run_in_is_missing()
    {
        using var borg = new FakeBorg("");
        var command = BorgCommand.Extract("/repo", "archive", new() { TargetFolder = borg.In("missing") });

        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => borg.StartAsync(command));
    }
}
