using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Jobs;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>kill -9 of a worker between two of its deletions: the list says what is left, and a second run finishes the rest.</summary>
public sealed class KilledPruneTests : IAsyncLifetime
{
    // Names with braces are deleted one by one; from the second deletion on, borg hangs.
    private const string HangingBorg = """
        case " $* " in
          *" delete "*) [ ! -e "$0.deletes" ] || { touch "$0.hangs"; exec sleep 3600; }; touch "$0.deletes" ;;
        esac
        exec borg "$@"
        """;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task What_is_gone_leaves_the_list_and_the_rest_goes_in_the_next_run()
    {
        var borg = _fixture.WriteBorg(HangingBorg);
        await using var victim = await WorkerProcess.StartAsync(_fixture, borg: borg);
        var repository = await _fixture.CreateRepositoryAsync();
        var location = (await _fixture.ReadRepositoryAsync(repository)).Location;
        foreach (var number in Enumerable.Range(1, 4))
        {
            await _fixture.RunBorgAsync("create", "--timestamp", $"2026-03-0{number}T12:00:00", $"{location}::{{{{{number}}}}}", "/etc/hostname");
        }

        var id = await _fixture.EnqueueAsync(PruneJob.Of(
            repository, "default", new() { KeepLast = 1, ArchiveGlob = "*", AcceptedRisk = PruneRisk.DeletesMost }, DateTimeOffset.UnixEpoch));
        await Eventually.HoldsAsync(() => File.Exists($"{borg}.hangs"), "the second deletion has begun");
        await victim.KillAsync();

        _fixture.StartWorker();
        var cut = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal(JobStatus.Interrupted, cut.Status);
        Assert.StartsWith("3 archives are whole", cut.LeftBehind, StringComparison.Ordinal);
        Assert.Equal(["{1}", "{2}", "{4}"], await NamesAsync(repository));

        await _fixture.Get<JobRestart>().StartAsync(id, default);
        var ended = await _fixture.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Completed, null, 2), (ended.Status, ended.ErrorMessage, ended.Stats!.Value.GetProperty("pruned_count").GetInt32()));
        Assert.Equal(["{4}"], await NamesAsync(repository));
    }

    private async Task<IEnumerable<string>> NamesAsync(Guid repository) => (await _fixture.ArchivesOfAsync(repository)).Select(archive => archive.Name);
}
