using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class RepositoryJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public RepositoryJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Theory]
    [InlineData("repokey-blake2")]
    [InlineData("keyfile-blake2")]
    [InlineData("authenticated")]
    [InlineData("none")]
    public async Task A_repository_is_created_in_every_kind_of_encryption(string encryption)
    {
        var id = await _worker.AddRepositoryAsync(encryption, encryption == "none" ? null : WorkerFixture.Passphrase);

        var job = await RunAsync(new CreateRepositoryJob { RepositoryId = id, Site = "default", CreatedAt = DateTimeOffset.UnixEpoch });

        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage} {string.Join('\n', (await _worker.ReadLogAsync(job.Id)).Select(line => line.Message))}");
        var repository = await _worker.ReadRepositoryAsync(id);
        Assert.Equal((RepositoryState.Ready, encryption), (repository.State, repository.Encryption));
        Assert.Equal(64, repository.BorgRepositoryId!.Length);
        Assert.InRange(repository.FreeBytes!.Value, 1, repository.TotalBytes!.Value);
        Assert.NotNull(repository.SpaceMeasuredAt);
    }

    [Fact]
    public async Task Creating_over_an_existing_repository_fails_and_leaves_it_alone()
    {
        var existing = await _worker.ReadRepositoryAsync(await _worker.CreateRepositoryAsync());
        await using (var db = _worker.NewContext())
        {
            await db.Repositories.Where(repository => repository.Id == existing.Id).ExecuteDeleteAsync();
        }

        var again = await _worker.AddRepositoryAsync(location: existing.Location);
        var job = await RunAsync(new CreateRepositoryJob { RepositoryId = again, Site = "default", CreatedAt = DateTimeOffset.UnixEpoch });

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("already", job.ErrorMessage);
        Assert.Equal(RepositoryState.Error, (await _worker.ReadRepositoryAsync(again)).State);
        var import = await RunAsync(new ImportRepositoryJob { RepositoryId = again, Site = "default", CreatedAt = DateTimeOffset.UnixEpoch });
        Assert.Equal(JobStatus.Completed, import.Status);
        Assert.Equal(existing.BorgRepositoryId, (await _worker.ReadRepositoryAsync(again)).BorgRepositoryId);
    }

    [Fact]
    public async Task Importing_what_is_not_there_fails_with_what_to_do()
    {
        var id = await _worker.AddRepositoryAsync();

        var job = await RunAsync(new ImportRepositoryJob { RepositoryId = id, Site = "default", CreatedAt = DateTimeOffset.UnixEpoch });

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.NotNull(job.ErrorHint);
        Assert.Equal(RepositoryState.Error, (await _worker.ReadRepositoryAsync(id)).State);
    }

    [Fact]
    public async Task Syncing_finds_foreign_archives_with_their_sizes_and_forgets_deleted_ones()
    {
        var id = await _worker.CreateRepositoryAsync();
        var repository = await _worker.ReadRepositoryAsync(id);
        await _worker.RunBorgAsync("create", $"{repository.Location}::foreign one", "/etc/hostname");
        await _worker.RunBorgAsync("create", $"{repository.Location}::foreign-two", "/etc/hostname", "/etc/passwd");

        await SyncAsync(id);
        await using (var db = _worker.NewContext())
        {
            var archives = await db.Archives.Where(archive => archive.RepositoryId == id).OrderBy(archive => archive.Name).ToListAsync();
            Assert.Equal([("foreign one", 1L), ("foreign-two", 2L)], archives.Select(archive => (archive.Name, archive.FileCount!.Value)));
            Assert.All(archives, archive => Assert.True(archive.OriginalSizeBytes > 0));
        }

        await _worker.RunBorgAsync("delete", $"{repository.Location}::foreign one");
        await SyncAsync(id);
        await using (var db = _worker.NewContext())
        {
            Assert.Equal("foreign-two", (await db.Archives.SingleAsync(archive => archive.RepositoryId == id)).Name);
        }
    }

    private Task<Job> RunAsync(Job job) => _worker.RunAsync(job);

    private async Task SyncAsync(Guid id)
    {
        var job = await RunAsync(SyncRepositoryJob.Of(id, "default", DateTimeOffset.UnixEpoch));
        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
    }
}
