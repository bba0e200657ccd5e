using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>Restores that bring back nothing or not all: they say so, and leave nothing half done.</summary>
public sealed class RestoreTroubleTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public RestoreTroubleTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task A_restore_of_nothing_fails()
    {
        var archive = await _worker.ArchiveAsync(_worker.MakeTree("nothing"));
        var target = Path.Combine(_worker.NewFolder(), "not-there-yet");

        var job = await _worker.RestoreAsync(archive, target, details => details with { Paths = ["no/such/path"] });

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("Nothing was restored", job.ErrorMessage);
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public async Task What_a_damaged_archive_still_gives_is_put_in_place_and_the_job_fails()
    {
        var source = _worker.MakeSource("half", files: 12, bytesEach: 400_000);
        var archive = await _worker.ArchiveAsync(source);
        DamagedRepository.FlipByteInLargestSegment((await _worker.ReadRepositoryAsync(archive.RepositoryId)).Location);
        var target = _worker.NewFolder();

        var job = await _worker.RestoreAsync(archive, target);

        Assert.Equal((JobStatus.Failed, "IntegrityError"), (job.Status, job.ErrorId));
        var (selected, restored, skipped, failed) = WorkerFixture.CountsOf(job);
        Assert.Equal((12L, 0L, 12L), (selected, skipped, restored + failed));
        Assert.True(failed > 0);
        Assert.Contains($"{restored} of 12 files restored", job.ErrorMessage);
        var whole = Directory.Exists(target + source) ? Directory.GetFiles(target + source) : [];
        Assert.Equal(restored, whole.Length);
        Assert.All(whole, file => Assert.Equal(File.ReadAllBytes(Path.Combine(source, Path.GetFileName(file))), File.ReadAllBytes(file)));
        WorkerFixture.AssertNoStaging(target);
    }

    [Fact]
    public async Task A_cancelled_restore_leaves_nothing_under_a_final_name()
    {
        await using var slow = _worker.StartWorker(("BorgUi:Borg:Executable", BorgThatHaltsHalfway()), ("BorgUi:Sites", "slow"));
        var archive = await _worker.BackUpAsync(await _worker.CreateRepositoryAsync("slow"), "/etc/hostname", "slow");
        var target = _worker.NewFolder();
        var id = await _worker.EnqueueAsync(WorkerFixture.RestoreOf(archive, target, site: "slow"));
        await _worker.WaitForAsync(id, job => job.Progress.OriginalSizeBytes == 50);
        Assert.Equal("half", await File.ReadAllTextAsync(Path.Combine(target, $".borgui-restore-{id:N}-1", "half-written")));

        await _worker.Get<JobControl>().RequestCancelAsync(id, default);

        var job = await _worker.WaitForEndAsync(id);
        Assert.Equal(JobStatus.Cancelled, job.Status);
        Assert.Contains("Nothing was put in place", job.ErrorMessage);
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
    }

    [Theory]
    [InlineData("nowhere/deeper", "Neither")]
    [InlineData("a-file", "is not a folder")]
    public async Task A_destination_that_cannot_be_is_refused_before_borg_is_started(string below, string words)
    {
        var archive = await _worker.ArchiveAsync(_worker.MakeTree($"refused-{Guid.NewGuid():N}"));
        var folder = _worker.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "a-file"), "");

        var job = await _worker.RestoreAsync(archive, Path.Combine(folder, below));

        Assert.Equal((JobStatus.Failed, null), (job.Status, job.Command));
        Assert.Contains(words, job.ErrorMessage);
    }

    [Fact]
    public async Task What_a_dead_restore_has_left_is_cleared_away()
    {
        var archive = await _worker.ArchiveAsync(_worker.MakeTree("after-death"));
        var target = _worker.NewFolder();
        var left = Directory.CreateDirectory(Path.Combine(target, $".borgui-restore-{Guid.NewGuid():N}-1", "deep")).Parent!;

        var job = await _worker.RestoreAsync(archive, target);

        Assert.Equal(JobStatus.Completed, job.Status);
        Assert.False(Directory.Exists(left.FullName));
        WorkerFixture.AssertNoStaging(target);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_figures_before_anything_is_put_in_place()
    {
        await using var huge = _worker.StartWorker(("BorgUi:Borg:Executable", BorgThatHaltsHalfway(total: long.MaxValue / 2)), ("BorgUi:Sites", "huge"));
        var archive = await _worker.BackUpAsync(await _worker.CreateRepositoryAsync("huge"), "/etc/hostname", "huge");
        var target = _worker.NewFolder();

        var job = await _worker.RunAsync(WorkerFixture.RestoreOf(archive, target, site: "huge"));

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.StartsWith("It does not fit: 4,611,686,018,427,387,903 bytes are needed", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
    }

    private string BorgThatHaltsHalfway(long total = 100)
    {
        var path = Path.Combine(_worker.Folder, $"halting-borg-{total}");
        File.WriteAllText(path, $$"""
            #!/bin/sh
            case " $* " in
            *" extract "*)
                printf half > half-written
                echo '{"current": 50, "total": {{total}}, "info": ["half-written"], "operation": 1, "msgid": "extract", "type": "progress_percent", "finished": false}' >&2
                exec sleep 3600;;
            esac
            exec borg "$@"

            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
