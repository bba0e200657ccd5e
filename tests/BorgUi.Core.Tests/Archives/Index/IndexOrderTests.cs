using BorgUi.Core.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Archives.Index;

/// <summary>Which archive of a repository is indexed next.</summary>
public sealed class IndexOrderTests : IAsyncLifetime
{
    private readonly CoreFixture _core = new();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task The_newest_is_first_and_of_those_of_one_second_the_one_that_came_first()
    {
        var repository = await _core.AddRepositoryAsync();
        await using var db = _core.NewContext();
        var second = DateTimeOffset.UnixEpoch.AddYears(56);
        foreach (var (name, startedAt, addedAt) in (ReadOnlySpan<(string, DateTimeOffset, DateTimeOffset)>)
            [("old", second.AddDays(-1), second), ("one", second, second.AddMilliseconds(400)), ("two", second, second.AddMilliseconds(800))])
        {
            db.Archives.Add(new Archive { Id = Guid.CreateVersion7(addedAt), RepositoryId = repository, Name = name, BorgId = name, StartedAt = startedAt });
        }

        await db.SaveChangesAsync();
        var backlog = new IndexBacklog(_core.Get<IDbContextFactory<BorgUiDbContext>>(), TimeProvider.System);
        List<string> order = [];
        while (await backlog.NextAsync(repository, wanted: null, default) is { } next)
        {
            order.Add(next.ArchiveName);
            await db.Archives.Where(archive => archive.Id == next.ArchiveId).ExecuteDeleteAsync();
        }

        Assert.Equal(["one", "two", "old"], order);
    }
}
