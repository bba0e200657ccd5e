using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>kill -9 of a worker that restores: no half-written file is left, neither under its own name nor aside.</summary>
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
        await Eventually.HoldsAsync(() => FilesIn(target).Any(file => file.Length > 0), TimeSpan.FromMinutes(2));
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
