using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Trouble;

public sealed class IndexInTroubleTests : IAsyncLifetime
{
    // Lists an archive for ever until the file "fast" is there; everything else is borg's.
    private const string SlowLister = """
        case " $* " in
          *" --json-lines "*) if [ ! -e "$0.fast" ]; then
            i=0
            while :; do
              n=0
              while [ $n -lt 500 ]; do
                echo "{\"type\": \"-\", \"mode\": \"-rw-r--r--\", \"path\": \"half/$i-$n\", \"source\": \"\", \"linktarget\": \"\", \"mtime\": \"2026-11-22T01:12:49.364265\", \"size\": 12}"
                n=$((n+1))
              done
              touch "$0.lists"; i=$((i+1)); sleep 0.2
            done
          fi ;;
        esac
        exec borg "$@"
        """;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_writer_ends_the_listing_and_a_killed_worker_leaves_no_half_index()
    {
        var borg = _fixture.WriteBorg(SlowLister);
        await using var victim = await WorkerProcess.StartAsync(_fixture, borg: borg, indexSlots: 1);
        var repository = await _fixture.CreateRepositoryAsync();
        await _fixture.BackUpAsync(repository, _fixture.MakeSource("small", files: 3, bytesEach: 10));
        await WaitUntilListingAsync(borg);

        // Without the index giving way it would wait for ever.
        var writer = await _fixture.RunAsync(CompactJob.Of(repository, "default", new(), DateTimeOffset.UnixEpoch));
        Assert.Equal(JobStatus.Completed, writer.Status);

        File.Delete($"{borg}.lists");
        await WaitUntilListingAsync(borg);
        await victim.KillAsync();
        await AssertNothingIsVisibleAsync();

        await File.WriteAllTextAsync($"{borg}.fast", "");
        _fixture.StartWorker(("BorgUi:Borg:Executable", borg), ("BorgUi:Worker:IndexSlots", "1"));
        await Eventually.HoldsAsync(async () => (await _fixture.ArchivesOfAsync(repository)).All(archive => archive.IndexState == IndexState.Ready), "the archive is indexed");
        await using var db = _fixture.NewContext();
        Assert.False(await db.IndexVersions.AnyAsync(version => version.Name == "half"));
        Assert.Equal(3, await db.IndexVersions.CountAsync(version => version.Type == EntryType.File));
    }

    private static Task WaitUntilListingAsync(string borg) => Eventually.HoldsAsync(() => File.Exists($"{borg}.lists"), "an archive is being listed");

    private async Task AssertNothingIsVisibleAsync()
    {
        await using var db = _fixture.NewContext();
        Assert.False(await db.IndexPoints.AnyAsync());
        Assert.False(await db.IndexVersions.AnyAsync());
    }
}
