using System.Globalization;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>A comparison that is cut off is no result, and what it had found is not mixed with what the next attempt finds.</summary>
public sealed class KilledComparisonTests : IAsyncLifetime
{
    // Two chunks of the report, and a part of the next.
    private const int LinesBefore = 5000;

    private readonly WorkerFixture _fixture = new();

    private string Gate => Path.Combine(_fixture.Folder, "gate");

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Killed_in_the_middle_the_report_begins_anew_when_the_job_is_recovered(int linesAfter)
    {
        var borg = WriteStuckBorg(linesAfter);
        await using var victim = await WorkerProcess.StartAsync(_fixture, borg: borg);
        var id = await EnqueueAsync();
        var running = await WaitForChunksAsync(id);

        await victim.KillAsync();

        await File.WriteAllTextAsync(Gate, "");
        _fixture.StartWorker(("BorgUi:Borg:Executable", borg));
        await _fixture.WaitForAsync(id, job => job.Status == JobStatus.Interrupted);
        Assert.False(WorkerFixture.BorgOf(running).IsAlive());
        Assert.Single(await _fixture.Get<JobRecovery>().RecoverAsync([id], queue: true, default));
        var ended = await _fixture.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Completed, 2, null), (ended.Status, ended.Attempt, ended.ErrorMessage));
        Assert.Equal(
            Enumerable.Range(1, linesAfter).Select(number => string.Create(CultureInfo.InvariantCulture, $"nowhere/{number}")),
            (await _fixture.ReadDifferencesAsync(id)).Select(line => line.Path));
    }

    [Fact]
    public async Task Cancelled_in_the_middle_it_ends_with_its_borg_and_without_a_result()
    {
        _fixture.StartWorker(("BorgUi:Borg:Executable", WriteStuckBorg(0)));
        var id = await EnqueueAsync();
        var running = await WaitForChunksAsync(id);

        await _fixture.Get<JobControl>().RequestCancelAsync(id, default);

        var ended = await _fixture.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Cancelled, null), (ended.Status, ended.Stats));
        Assert.False(WorkerFixture.BorgOf(running).IsAlive());
    }

    /// <summary>A borg that lists an archive of paths that are not there and then nothing more, until the gate is open; BorgUi's own part is not gone.</summary>
    private string WriteStuckBorg(int linesAfter) => _fixture.WriteBorg($$"""
        lines() {
          awk -v count="$1" 'BEGIN { for (i = 1; i <= count; i++) printf "{\"type\": \"-\", \"mode\": \"-rw-r--r--\", \"uid\": 0, \"gid\": 0, \"path\": \"nowhere/%d\", \"mtime\": \"2026-11-22T01:12:49.364265\", \"size\": 12}\n", i }'
          echo '{"type": "-", "mode": "-rw-------", "uid": 0, "gid": 0, "path": "borgui-self/secret-key", "mtime": "2026-11-22T01:12:49.364265", "size": 12}'
        }
        case " $* " in
          *" list "*) if [ -e '{{Gate}}' ]; then lines {{linesAfter}}; exit 0; fi; lines {{LinesBefore}}; exec sleep 1000 ;;
          *) exec borg "$@" ;;
        esac
        """);

    private async Task<Guid> EnqueueAsync()
    {
        var archive = new Archive { RepositoryId = await _fixture.AddRepositoryAsync(), Name = "archive", BorgId = "0", StartedAt = DateTimeOffset.UnixEpoch };
        await using var db = _fixture.NewContext();
        db.Archives.Add(archive);
        await db.SaveChangesAsync();
        return await _fixture.EnqueueAsync(CompareLiveJob.Of(
            archive.Id, archive.RepositoryId, planId: null, "default", new() { ArchiveName = archive.Name, BorgId = archive.BorgId }, DateTimeOffset.UnixEpoch));
    }

    private async Task<Job> WaitForChunksAsync(Guid id)
    {
        await using var db = _fixture.NewContext();
        await Eventually.HoldsAsync(async () => await db.JobReportChunks.CountAsync(chunk => chunk.JobId == id) == 2, "two chunks are stored");
        return await _fixture.ReadAsync(id);
    }
}
