using System.Text;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives;
using BorgUi.Core.Archives.Index;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Archives;

/// <summary>Three indexed archives of one laptop, in which files come, change and go.</summary>
internal sealed class IndexedStory(ApiApplication api, Guid repositoryId)
{
    private static readonly DateTime Day = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    public Guid RepositoryId => repositoryId;

    /// <summary>The oldest first.</summary>
    public List<Guid> Archives { get; } = [];

    public static async Task<IndexedStory> TellAsync(ApiApplication api)
    {
        var story = new IndexedStory(api, await api.ReadyRepositoryAsync());
        await story.AddAsync(("home/anna/Report.pdf", 100, 0), ("home/anna/notes.txt", 10, 0), ("home/bert/100%_sure.txt", 1, 0), ("etc/hosts", 5, 0));
        await story.AddAsync(("home/anna/Report.pdf", 120, 1), ("home/anna/notes.txt", 10, 0), ("home/bert/100%_sure.txt", 1, 0), ("etc/hosts", 5, 0));
        await story.AddAsync(("home/anna/Report.pdf", 120, 1), ("home/anna/photos/a.jpg", 7, 2), ("home/anna/photos/b.JPG", 8, 2), ("etc/hosts", 5, 0));
        return story;
    }

    public async Task<Guid> AddArchiveAsync()
    {
        var archive = new Archive
        {
            RepositoryId = repositoryId, Name = $"laptop-{Archives.Count + 1}", BorgId = Guid.NewGuid().ToString("N"), StartedAt = Day.AddDays(Archives.Count),
        };
        await api.InDatabaseAsync(db =>
        {
            db.Archives.Add(archive);
            return db.SaveChangesAsync();
        });
        Archives.Add(archive.Id);
        return archive.Id;
    }

    public async Task AddAsync(params (string Path, long Size, int Day)[] files)
    {
        await using var run = await api.Services.GetRequiredService<ArchiveIndexer>().BeginAsync(await AddArchiveAsync(), default);
        foreach (var (path, size, day) in files)
        {
            run!.Add(new() { Path = Encoding.UTF8.GetBytes(path), Type = EntryType.File, SizeBytes = size, Mode = 0b110_100_000, ModifiedAt = Day.AddDays(day) });
        }

        Assert.True(await run!.CompleteAsync(default));
    }
}
