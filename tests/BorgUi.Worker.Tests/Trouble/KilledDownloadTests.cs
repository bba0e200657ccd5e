using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>kill -9 of a worker in the middle of a download: the reader sees it, nothing is left on any disk, the repository is free.</summary>
public sealed class KilledDownloadTests : IAsyncLifetime
{
    private const long FileBytes = 1_000_000_000;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_download_breaks_off_and_the_repository_can_be_written_again()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var archive = await _fixture.BackUpAsync(repository, MakeLargeFile());
        var id = await _fixture.EnqueueAsync(DownloadJob.Of(
            archive.Id,
            archive.RepositoryId,
            "default",
            new() { ArchiveName = archive.Name, BorgId = archive.BorgId, Format = DownloadFormat.File, Paths = [Path.Combine(_fixture.Folder, "large.bin").TrimStart('/')] },
            DateTimeOffset.UnixEpoch));
        using var client = new HttpClient { BaseAddress = new(await AddressAsync()) };
        using var response = await WorkerFixture.OpenStreamAsync(client, id);
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[100]);
        var running = await _fixture.WaitForAsync(id, job => job.ProcessPid is not null);
        WorkerFixture.BorgOf(running).Send(Signal.Stop);
        var before = FilesOf("data");

        await victim.KillAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null));
        _fixture.StartWorker();
        var after = await _fixture.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Failed, "Ask for it again."), (after.Status, after.ErrorHint));
        Assert.Empty(FilesOf("data").Except(before));
        await _fixture.BackUpAsync(repository, "/etc/hostname");
    }

    private async Task<string> AddressAsync()
    {
        await using var db = _fixture.NewContext();
        return (await db.Workers.SingleAsync()).Address!;
    }

    // What is as large as a scratch file would be; borg keeps small ones of its own there.
    private string[] FilesOf(string folder) =>
        [.. new DirectoryInfo(Path.Combine(_fixture.Folder, folder)).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Length > 100_000).Select(file => file.FullName)];

    private string MakeLargeFile()
    {
        var path = Path.Combine(_fixture.Folder, "large.bin");
        using var file = File.Create(path);
        file.SetLength(FileBytes);
        return path;
    }
}
