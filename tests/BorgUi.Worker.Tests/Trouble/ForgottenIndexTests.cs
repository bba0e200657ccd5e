using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>Archives without an index and without a job for it: of an old installation, or after a kill in between.</summary>
public sealed class ForgottenIndexTests : IAsyncLifetime
{
    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Two_workers_that_start_at_once_index_each_repository_by_one_job()
    {
        _fixture.StartWorker();
        var repositories = new[] { await MakeOldAsync(), await MakeOldAsync() };
        await RemoveJobsAsync();

        var starting = new[] { WorkerProcess.StartAsync(_fixture, indexSlots: 1), WorkerProcess.StartAsync(_fixture, indexSlots: 1) };
        await using var one = await starting[0];
        await using var two = await starting[1];

        await Eventually.HoldsAsync(AllAreIndexedAsync, "all archives are indexed");
        await _fixture.WaitForWorkersAsync(3);
        Assert.All(repositories, repository => Assert.Single(new[] { one, two }, worker => worker.HasSaid($"Repository {repository} has archives")));
        foreach (var archive in await ArchivesAsync())
        {
            var location = (await _fixture.ReadRepositoryAsync(archive.RepositoryId)).Location;
            Assert.Equal(await IndexedArchive.ListedAsync(_fixture, location, archive), await IndexedArchive.EntriesAsync(_fixture, archive.Id));
        }
    }

    private async Task<Guid> MakeOldAsync()
    {
        var repository = await _fixture.CreateRepositoryAsync();
        var source = _fixture.MakeSource($"source-{repository:N}", files: 3, bytesEach: 100);
        await _fixture.BackUpAsync(repository, source);
        await File.WriteAllTextAsync(Path.Combine(source, "new"), "new");
        await _fixture.BackUpAsync(repository, source);
        return repository;
    }

    private async Task RemoveJobsAsync()
    {
        await using var db = _fixture.NewContext();
        Assert.Equal(2, await db.Jobs.Where(job => job.JobType == JobType.IndexArchive).ExecuteDeleteAsync());
        Assert.All(await ArchivesAsync(), archive => Assert.Equal(IndexState.None, archive.IndexState));
    }

    private async Task<bool> AllAreIndexedAsync() => (await ArchivesAsync()).All(archive => archive.IndexState == IndexState.Ready);

    private async Task<IReadOnlyList<Archive>> ArchivesAsync()
    {
        await using var db = _fixture.NewContext();
        return await db.Archives.AsNoTracking().ToListAsync();
    }
}
