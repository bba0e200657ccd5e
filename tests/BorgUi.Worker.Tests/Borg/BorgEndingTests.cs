using System.Globalization;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>How a borg is ended from our side.</summary>
public sealed class BorgEndingTests
{
    // So that a test knows when the player is up; it plays this before anything else.
    private static readonly string Ready = $"--error-base64 {Convert.ToBase64String("ready\n"u8)}";

    [Fact]
    public async Task A_cancelled_create_gets_its_checkpoint_and_then_SIGTERM()
    {
        using var borg = new FakeBorg($"{Ready} --hang --on-interrupt {{folder}}/checkpoint", options => options.CheckpointPatience = TimeSpan.FromHours(1));
        borg.Write("checkpoint", """{"operation": 2, "msgid": "cache.commit", "type": "progress_message", "finished": true, "time": 1795313598.6}""" + "\n");
        using var cancellation = new CancellationTokenSource();
        await using var process = await borg.StartAsync(FakeBorg.ACreate, cancellation.Token);

        var (events, ended) = await FakeBorg.DrainAsync(process, cancellation.CancelAsync);

        Assert.Contains(events, happened => happened is ProgressMessage { MessageId: "cache.commit" });
        Assert.Equal((BorgStop.Cancelled, 143), (ended.Stop, ended.ExitCode.Value));
        Assert.Null(ended.Error);
    }

    [Fact]
    public async Task Other_commands_get_SIGTERM_at_once()
    {
        using var borg = new FakeBorg($"{Ready} --hang --on-interrupt {{folder}}/interrupted");
        borg.Write("interrupted", "interrupted\n");
        using var cancellation = new CancellationTokenSource();
        await using var process = await borg.StartAsync(FakeBorg.AList, cancellation.Token);

        var (events, ended) = await FakeBorg.DrainAsync(process, cancellation.CancelAsync);

        Assert.DoesNotContain(new RawLine("interrupted"), events);
        Assert.Equal((BorgStop.Cancelled, 143), (ended.Stop, ended.ExitCode.Value));
    }

    [Fact]
    public async Task A_deaf_borg_is_killed()
    {
        using var borg = new FakeBorg($"{Ready} --hang --deaf", options =>
        {
            options.CheckpointPatience = TimeSpan.FromMilliseconds(50);
            options.TerminatePatience = TimeSpan.FromMilliseconds(50);
        });
        using var cancellation = new CancellationTokenSource();
        await using var process = await borg.StartAsync(FakeBorg.ACreate, cancellation.Token);

        var (_, ended) = await FakeBorg.DrainAsync(process, cancellation.CancelAsync);

        Assert.Equal((BorgStop.Cancelled, 137), (ended.Stop, ended.ExitCode.Value));
    }

    [Fact]
    public async Task Can_be_killed_without_a_goodbye()
    {
        using var borg = new FakeBorg($"{Ready} --hang");
        await using var process = await borg.StartAsync(FakeBorg.ACreate);

        var (_, ended) = await FakeBorg.DrainAsync(process, () =>
        {
            process.Kill();
            return Task.CompletedTask;
        });

        Assert.Equal((BorgStop.Killed, 137), (ended.Stop, ended.ExitCode.Value));
    }

    [Fact]
    public async Task Can_be_ended_without_a_checkpoint()
    {
        using var borg = new FakeBorg($"{Ready} --hang --on-interrupt {{folder}}/interrupted");
        borg.Write("interrupted", "interrupted\n");
        await using var process = await borg.StartAsync(FakeBorg.ACreate);

        var (events, ended) = await FakeBorg.DrainAsync(process, () =>
        {
            process.Terminate();
            return Task.CompletedTask;
        });

        Assert.DoesNotContain(new RawLine("interrupted"), events);
        Assert.Equal((BorgStop.Killed, 143), (ended.Stop, ended.ExitCode.Value));
    }

    [Fact]
    public async Task Whoever_stops_reading_ends_borg()
    {
        using var borg = new FakeBorg($"{Ready} --flood-bytes 100000000");
        ProcessIdentity identity;
        await using (var process = await borg.StartAsync(FakeBorg.ACreate))
        {
            identity = process.Identity!;
            await foreach (var _ in process.Events)
            {
                break;
            }
        }

        Assert.False(identity.IsAlive());
    }

    [Fact]
    public async Task Does_not_outlive_a_worker_that_is_killed()
    {
        using var borg = new FakeBorg("");
        using var worker = new FakeBorg($"--worker {borg.Write("program", "#!/bin/sh\nexec sleep 100\n")}");
        File.SetUnixFileMode(borg.In("program"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var process = await worker.StartAsync(BorgCommand.ListFiles("/repo", "archive"));
        await using var events = process.Events.GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        var child = ProcessIdentity.Of(int.Parse(Assert.IsType<OutputLine>(events.Current).Utf8.Span, CultureInfo.InvariantCulture))!;

        process.Identity!.Send(Signal.Kill);

        await Eventually.HoldsAsync(() => !child.IsAlive());
    }
}
