using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives.Index;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Archives.Index;

public sealed class IndexPropertyTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private static readonly string[] Folders = ["", "etc/", "home/", "home/anna/", "home/anna/photos/2026/", "home/bert/", "srv/data/"];

    private readonly Dictionary<Guid, ModelArchive> _unindexed = [];
    private readonly Dictionary<Guid, ModelArchive> _indexed = [];
    private readonly Dictionary<string, ModelEntry> _source = [];
    private int _made;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_index_equals_what_was_listed_after_any_steps_in_any_order(int seed)
    {
        var random = new Random(seed);
        var repository = new IndexRepository(core, await core.AddRepositoryAsync());
        for (var step = 0; step < 100; step++)
        {
            await StepAsync(repository, random);
            if (step % 20 == 19)
            {
                await CompareAsync(repository);
            }
        }

        await core.Get<IndexCollector>().CollectAsync(repository.Id, default);
        await CompareAsync(repository);
        await CompareNamesAsync(repository);
        foreach (var archiveId in _indexed.Keys)
        {
            await repository.DeleteArchiveAsync(archiveId);
        }

        await core.Get<IndexCollector>().CollectAsync(repository.Id, default);
        await using var db = core.NewContext();
        Assert.Empty(await db.IndexSeries.Where(series => series.RepositoryId == repository.Id).ToListAsync());
    }

    private Task StepAsync(IndexRepository repository, Random random) => random.Next(10) switch
    {
        < 4 => CreateAsync(repository, random),
        < 8 => IndexAsync(repository, random),
        8 => DeleteAsync(repository, random),
        _ => core.Get<IndexCollector>().CollectAsync(repository.Id, default),
    };

    private async Task CreateAsync(IndexRepository repository, Random random)
    {
        for (var change = random.Next(6); change >= 0; change--)
        {
            ChangeSource(random);
        }

        // Two series that take turns, and now and then two archives of one second.
        var name = FormattableString.Invariant($"{(random.Next(3) == 0 ? "server" : "laptop")}-{++_made}");
        var archive = await repository.AddArchiveAsync(name, IndexRepository.Start.AddHours(_made - random.Next(2)));
        _unindexed.Add(archive, new([.. _source.Values]));
    }

    private void ChangeSource(Random random)
    {
        var path = $"{Folders[random.Next(Folders.Length)]}file {random.Next(8)}";
        if (random.Next(4) == 0)
        {
            _source.Remove(path);
            return;
        }

        // Few values, so that files come back as they were.
        _source[path] = new(path, random.Next(5) == 0 ? EntryType.Symlink : EntryType.File, random.Next(3), DateTime.UnixEpoch.AddDays(random.Next(2)));
        _source["home"] = new("home", EntryType.Folder, 0, DateTime.UnixEpoch.AddDays(random.Next(2)));
    }

    private async Task IndexAsync(IndexRepository repository, Random random)
    {
        if (_unindexed.Count > 0)
        {
            var (id, archive) = _unindexed.ElementAt(random.Next(_unindexed.Count));
            await repository.IndexAsync(id, archive.Entries);
            _unindexed.Remove(id);
            _indexed.Add(id, archive);
        }
    }

    private async Task DeleteAsync(IndexRepository repository, Random random)
    {
        for (var some = random.Next(3); some >= 0 && _indexed.Count > 0; some--)
        {
            var id = _indexed.Keys.ElementAt(random.Next(_indexed.Count));
            await repository.DeleteArchiveAsync(id);
            _indexed.Remove(id);
        }
    }

    private async Task CompareAsync(IndexRepository repository)
    {
        foreach (var (id, archive) in _indexed)
        {
            Assert.Equal(archive.Lines(), await repository.ReadAsync(id));
        }
    }

    // What can be searched is what some archive holds: no more after collecting, and each path once in its series.
    private async Task CompareNamesAsync(IndexRepository repository)
    {
        await using var db = core.NewContext();
        var series = await db.IndexSeries.Where(row => row.RepositoryId == repository.Id).Select(row => row.Id).ToListAsync();
        var versions = await db.IndexVersions.Where(row => series.Contains(row.SeriesId)).Select(row => new { row.SeriesId, row.FolderId, row.Name }).Distinct().ToListAsync();
        var blocks = await db.Set<IndexNames>().Where(row => series.Contains(row.SeriesId)).ToListAsync();
        Assert.Equal(
            versions.Select(row => $"{row.SeriesId} {row.FolderId} {row.Name}").Order(StringComparer.Ordinal),
            blocks.SelectMany(block => NameBlocks.Split(block.Names).Select(name => $"{block.SeriesId} {block.FolderId} {name}")).Order(StringComparer.Ordinal));
        Assert.All(blocks, block => Assert.Equal(block.FolderId, FolderId.Of(block.Path)));
    }
}
