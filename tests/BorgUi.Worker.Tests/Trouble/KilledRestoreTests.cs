using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Testing.Ssh;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>kill -9 of a worker that restores or drills: no half-written file is left, neither under its own name nor aside.</summary>
public sealed class KilledRestoreTests : IAsyncLifetime
{
    private const long FileBytes = 1_000_000_000;
    private const int ShortLease = 10;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_half_written_file_is_removed_and_the_restore_is_interrupted()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var archive = await _fixture.BackUpAsync(await _fixture.CreateRepositoryAsync(), MakeLargeFile());
        var target = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "target")).FullName;
        var id = await _fixture.EnqueueAsync(WorkerFixture.RestoreOf(archive, target));

        // borg is stopped first: however slow this machine is, the file does not become whole.
        var running = await _fixture.WaitForAsync(id, job => job.ProcessPid is not null);
        await Eventually.HoldsAsync(() => FilesIn(target).Any(file => file.Length > 0));
        WorkerFixture.BorgOf(running).Send(Signal.Stop);
        Assert.True(Assert.Single(FilesIn(target)).Length < FileBytes);
        await victim.KillAsync();

        _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal(
            (JobStatus.Interrupted, "The files that it was writing were removed; none stands half written under its own name."),
            (after.Status, after.LeftBehind));
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
    }

    [Fact]
    public async Task At_another_site_its_next_worker_removes_the_half_written_file_and_then_all_comes_back()
    {
        await using var server = await SshServer.StartNewAsync();
        await using var home = await WorkerProcess.StartAsync(_fixture);
        var (id, target) = await KillAtOtherSiteAsync(server);

        await using var next = await StartOtherAsync();
        var after = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal(
            (JobStatus.Interrupted, "The files that it was writing were removed; none stands half written under its own name."),
            (after.Status, after.LeftBehind));
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
        await AssertComesBackAsync(id, target, next);
    }

    [Fact]
    public async Task At_another_site_that_stays_without_a_worker_it_is_said_where_the_half_written_file_lies_and_the_next_attempt_removes_it()
    {
        await using var server = await SshServer.StartNewAsync();
        await using var home = await WorkerProcess.StartAsync(_fixture, leaseSeconds: ShortLease);
        var (id, target) = await KillAtOtherSiteAsync(server);

        var after = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal(JobStatus.Interrupted, after.Status);
        Assert.Contains($"may still lie aside there, in {Path.Combine(target, $".borgui-restore-{id:N}-1")}", after.LeftBehind, StringComparison.Ordinal);
        Assert.Equal($".borgui-restore-{id:N}-1", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(target))));
        await using var next = await StartOtherAsync();
        await AssertComesBackAsync(id, target, next);
        WorkerFixture.AssertNoStaging(target);
    }

    [Fact]
    public async Task The_files_of_a_drill_are_removed_and_nothing_is_proven()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var plan = await _fixture.AddPlanAsync(await _fixture.CreateRepositoryAsync(), MakeLargeFile());
        var backup = await _fixture.WaitForEndAsync(await _fixture.EnqueuePlanAsync(plan));
        Assert.Equal((JobStatus.Completed, null), (backup.Status, backup.ErrorMessage));
        var id = await EnqueueDrillAsync(plan);

        var running = await _fixture.WaitForAsync(id, job => job.ProcessPid is not null);
        var scratch = Path.Combine(_fixture.Folder, "data", "scratch");
        await Eventually.HoldsAsync(() => Directory.Exists(scratch) && FilesIn(scratch).Any(file => file.Length > 0));
        await victim.KillAsync();

        _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Interrupted, "The files that it had restored aside were removed."), (after.Status, after.LeftBehind));
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch));
        Assert.False(WorkerFixture.BorgOf(running).IsAlive());
        await using var db = _fixture.NewContext();
        Assert.Empty(await db.Proofs.ToListAsync());
    }

    /// <summary>A worker of another site and machine is killed while borg writes what it restores from a repository on the server.</summary>
    private async Task<(Guid JobId, string Target)> KillAtOtherSiteAsync(SshServer server)
    {
        var archive = await _fixture.BackUpAsync(await _fixture.CreateRepositoryAsync(server), MakeLargeFile());
        var target = _fixture.NewFolder();
        await using var victim = await StartOtherAsync();
        var id = await _fixture.EnqueueAsync(WorkerFixture.RestoreOf(archive, target, site: "other"));
        var running = await _fixture.WaitForAsync(id, job => job.ProcessPid is not null);
        await Eventually.HoldsAsync(() => FilesIn(target).Any(file => file.Length > 0));
        WorkerFixture.BorgOf(running).Send(Signal.Stop);
        Assert.StartsWith(Path.Combine(target, $".borgui-restore-{id:N}-1"), Assert.Single(FilesIn(target)).FullName, StringComparison.Ordinal);
        await victim.KillAsync();
        return (id, target);
    }

    private Task<WorkerProcess> StartOtherAsync() => WorkerProcess.StartAsync(_fixture, machine: "other-data", leaseSeconds: ShortLease, sites: "other");

    private async Task AssertComesBackAsync(Guid id, string target, WorkerProcess worker)
    {
        await _fixture.Get<JobRecovery>().RecoverAsync([id], queue: true, default);
        var done = await _fixture.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Completed, 2, "other"), (done.Status, done.Attempt, done.Site));
        Assert.EndsWith($"/{worker.Id}", done.WorkerName, StringComparison.Ordinal);
        Assert.Equal(FileBytes, Assert.Single(FilesIn(target)).Length);
    }

    private async Task<Guid> EnqueueDrillAsync(Guid planId)
    {
        await using var db = _fixture.NewContext();
        var plan = await db.Plans.Include(row => row.Repository).SingleAsync(row => row.Id == planId);
        return await _fixture.EnqueueAsync(RestoreDrillJob.Of(plan, [plan.Repository!], new() { SampleBytes = 2 * FileBytes }, DateTimeOffset.UnixEpoch).Single());
    }

    private string MakeLargeFile()
    {
        var path = Path.Combine(_fixture.Folder, "large.bin");
        using var file = File.Create(path);
        file.SetLength(FileBytes);
        return path;
    }

    private static IEnumerable<FileInfo> FilesIn(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });
}
