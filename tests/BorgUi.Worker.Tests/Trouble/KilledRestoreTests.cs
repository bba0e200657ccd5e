using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>kill -9 of a worker that restores or drills: no half-written file is left, neither under its own name nor aside.</summary>
public sealed class KilledRestoreTests : IAsyncLifetime
{
    private const long FileBytes = 1_000_000_000;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_half_written_file_is_removed_and_the_restore_is_interrupted()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var archive = await _fixture.BackUpAsync(await _fixture.CreateRepositoryAsync(), MakeLargeFile());
        var target = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "target")).FullName;
        var id = await _fixture.EnqueueAsync(RestoreJob.Of(
            archive.Id,
            archive.RepositoryId,
            "default",
            new() { ArchiveName = archive.Name, BorgId = archive.BorgId, Destination = target, Paths = [], Overwrite = OverwritePolicy.Never },
            DateTimeOffset.UnixEpoch));

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
