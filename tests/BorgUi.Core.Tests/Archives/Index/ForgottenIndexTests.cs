using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Archives.Index;

/// <summary>Which repositories are indexed although nothing happened in them.</summary>
public sealed class ForgottenIndexTests : IAsyncLifetime
{
    private readonly CoreFixture _core = new();

    private IndexBacklog Backlog => new(_core.Get<IDbContextFactory<Core.Data.BorgUiDbContext>>(), TimeProvider.System);

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Of_many_that_look_at_once_one_makes_the_job_and_who_looks_while_it_runs_makes_none()
    {
        var repository = await AddAsync(IndexState.None);

        var made = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => LookAsync()));
        await _core.ClaimOneAsync();
        var later = await LookAsync();

        Assert.Equal([repository], made.SelectMany(jobs => jobs).Select(job => job.RepositoryId!.Value));
        Assert.Empty(later);
    }

    [Theory]
    [InlineData(IndexState.None, true)]
    [InlineData(IndexState.Indexing, true)] // its worker is gone, and its job too
    [InlineData(IndexState.Ready, false)]
    [InlineData(IndexState.Failed, false)]
    public async Task Only_archives_that_were_not_tried_are_forgotten(IndexState state, bool isForgotten)
    {
        await AddAsync(state);

        Assert.Equal(isForgotten ? 1 : 0, (await LookAsync()).Count);
    }

    [Theory]
    [InlineData(JobStatus.Completed, true)]
    [InlineData(JobStatus.CompletedWithWarnings, false)]
    [InlineData(JobStatus.Failed, false)]
    [InlineData(JobStatus.Cancelled, false)]
    [InlineData(JobStatus.Paused, false)]
    public async Task What_went_wrong_or_was_stopped_is_not_begun_again_by_itself(JobStatus end, bool isForgotten)
    {
        await AddAsync(IndexState.None);
        await LookAsync();
        await _core.RunAsync(new() { Status = end });

        Assert.Equal(isForgotten ? 1 : 0, (await LookAsync()).Count);
    }

    [Fact]
    public async Task Repositories_of_other_sites_and_those_that_cannot_be_used_are_left_alone()
    {
        await AddAsync(IndexState.None, RepositoryState.Unreachable);
        await AddAsync(IndexState.None);

        Assert.Empty(await Backlog.EnqueueForgottenAsync(["elsewhere"], default));
        Assert.Single(await LookAsync());
    }

    private Task<IReadOnlyList<Job>> LookAsync() => Backlog.EnqueueForgottenAsync(["default"], default);

    private async Task<Guid> AddAsync(IndexState state, RepositoryState repositoryState = RepositoryState.Ready)
    {
        var repository = await _core.AddRepositoryAsync();
        await using var db = _core.NewContext();
        await db.Repositories.Where(row => row.Id == repository).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, repositoryState));
        db.Archives.Add(new Archive { RepositoryId = repository, Name = "old", BorgId = Guid.NewGuid().ToString("N"), StartedAt = DateTimeOffset.UnixEpoch, IndexState = state });
        await db.SaveChangesAsync();
        return repository;
    }
}
