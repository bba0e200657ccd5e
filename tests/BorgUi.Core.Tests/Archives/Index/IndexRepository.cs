using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives;
using BorgUi.Core.Archives.Index;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Archives.Index;

/// <summary>A repository with archives that can be indexed and deleted, without borg.</summary>
internal sealed class IndexRepository(CoreFixture core, Guid repositoryId)
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Guid Id => repositoryId;

    public async Task<Guid> AddArchiveAsync(string name, DateTimeOffset startedAt)
    {
        await using var db = core.NewContext();
        var archive = new Archive { RepositoryId = repositoryId, Name = name, BorgId = Guid.NewGuid().ToString("N"), StartedAt = startedAt };
        db.Archives.Add(archive);
        await db.SaveChangesAsync();
        return archive.Id;
    }

    public async Task IndexAsync(Guid archiveId, IEnumerable<ModelEntry> entries)
    {
        await using var run = await core.Get<ArchiveIndexer>().BeginAsync(archiveId, default) ?? throw new InvalidOperationException("It is indexed already, or gone.");
        foreach (var entry in entries)
        {
            entry.AddTo(run);
            if (run.BatchIsFull)
            {
                await run.FlushAsync(default);
            }
        }

        Assert.True(await run.CompleteAsync(default));
    }

    public async Task<Guid> AddIndexedAsync(string name, DateTimeOffset startedAt, params ModelEntry[] entries)
    {
        var id = await AddArchiveAsync(name, startedAt);
        await IndexAsync(id, entries);
        return id;
    }

    public async Task DeleteArchiveAsync(Guid archiveId)
    {
        await using var db = core.NewContext();
        await db.Archives.Where(archive => archive.Id == archiveId).ExecuteDeleteAsync();
    }

    /// <summary>What the index holds of an archive, folder by folder from the root, as <see cref="ModelArchive.Lines"/>.</summary>
    public async Task<List<string>> ReadAsync(Guid archiveId)
    {
        await using var db = core.NewContext();
        var point = await db.IndexPoints.AsNoTracking().SingleAsync(row => row.ArchiveId == archiveId);
        var valid = await db.IndexVersions
            .Where(row => row.SeriesId == point.SeriesId && row.FirstPosition <= point.Position && row.LastPosition >= point.Position)
            .ToListAsync();
        var byFolder = valid.ToLookup(row => row.FolderId);
        var lines = Below("").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(valid.Count, lines.Count);
        return lines;

        IEnumerable<string> Below(string folder) => byFolder[FolderId.Of(folder)].SelectMany(row =>
        {
            var path = folder.Length == 0 ? row.Name : $"{folder}/{row.Name}";
            var line = ModelArchive.LineOf(path, row.Type, row.SizeBytes, row.FileCount);
            return row.Type == EntryType.Folder ? Below(path).Prepend(line) : [line];
        });
    }
}
