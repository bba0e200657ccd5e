using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Signals;
using BorgUi.Core.Archives;
using BorgUi.Core.Plans;
using BorgUi.Core.Signals;
using BorgUi.Core.Tests.Archives.Index;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Signals;

public sealed class ChangeRecordTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private static readonly DateTime Then = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly ModelEntry[] Before =
    [
        File("home/anna/a.txt"), File("home/anna/b.txt"), File("home/anna/photos/c.jpg"), File("home/anna/photos/d.jpg"), File("home/anna/photos/README"),
        File("etc/hosts"), File("etc/old"), File("lone.tar.gz"), new("home", EntryType.Folder, 0, Then),
    ];

    // a.txt changed, README came back as it was, "old" is gone, everything else got another ending but hosts; x.new is new.
    private static readonly ModelEntry[] After =
    [
        File("home/anna/a.txt", size: 7), File("home/anna/b.txt.LOCKED"), File("home/anna/photos/c.jpg.locked"), File("home/anna/photos/d.png"), File("home/anna/photos/README"),
        File("etc/hosts"), File("lone.tar.xz"), File("x.new", size: 5), new("home", EntryType.Folder, 0, Then.AddDays(1)),
    ];

    [Fact]
    public async Task The_index_tells_what_came_changed_and_went_and_where()
    {
        var plan = await core.AddPlanAsync(copies: 0);
        var repository = new IndexRepository(core, plan.RepositoryId);
        var (first, second) = (await BackUpAsync(plan, day: 1), await BackUpAsync(plan, day: 2));
        await repository.IndexAsync(first, Before);
        await repository.IndexAsync(second, After);

        await CountAsync(plan);

        Assert.Null((await ReadAsync(first)).Changes);
        var changes = (await ReadAsync(second)).Changes!;
        Assert.Equal((first, 5, 9, 1, 7, 5, 5), (changes.SinceArchiveId, changes.AddedFiles, changes.AddedBytes, changes.ChangedFiles, changes.ChangedBytes, changes.DeletedFiles, changes.DeletedBytes));
        Assert.Equal(4, changes.OtherEndingFiles);
        Assert.Equal([".locked", ".png", ".xz"], changes.NewEndings);
        ChangedFolder[] folders = [new("home/anna/photos", 2, 0, 2), new("", 2, 0, 1), new("home/anna", 1, 1, 1), new("etc", 0, 0, 1)];
        Assert.Equal(folders, changes.Folders);
    }

    [Fact]
    public async Task An_archive_that_is_indexed_late_is_still_what_the_next_one_is_compared_with()
    {
        var plan = await core.AddPlanAsync(copies: 0);
        var repository = new IndexRepository(core, plan.RepositoryId);
        var archives = new[] { await BackUpAsync(plan, day: 1), await BackUpAsync(plan, day: 2), await BackUpAsync(plan, day: 3) };
        await repository.IndexAsync(archives[0], Before);
        await repository.IndexAsync(archives[2], Before);

        await CountAsync(plan);
        Assert.Null((await ReadAsync(archives[2])).Changes);

        await repository.IndexAsync(archives[1], After);
        await CountAsync(plan);
        await CountAsync(plan);
        Assert.Equal((archives[1], 5, 5), Since((await ReadAsync(archives[2])).Changes!));
        Assert.Equal((archives[0], 5, 5), Since((await ReadAsync(archives[1])).Changes!));
    }

    [Fact]
    public async Task What_is_the_same_on_both_sides_of_a_deleted_archive_has_not_changed()
    {
        var plan = await core.AddPlanAsync(copies: 0);
        var repository = new IndexRepository(core, plan.RepositoryId);
        var archives = new[] { await BackUpAsync(plan, day: 1), await BackUpAsync(plan, day: 2), await BackUpAsync(plan, day: 3) };
        foreach (var (archive, entries) in archives.Zip([Before, After, Before]))
        {
            await repository.IndexAsync(archive, entries);
        }

        await repository.DeleteArchiveAsync(archives[1]);
        await CountAsync(plan);

        Assert.Equal((archives[0], 0, 0), Since((await ReadAsync(archives[2])).Changes!));
    }

    private static (Guid Since, long Added, long Deleted) Since(BackupChanges changes) => (changes.SinceArchiveId, changes.AddedFiles, changes.DeletedFiles);

    private static ModelEntry File(string path, long size = 1) => new(path, EntryType.File, size, Then);

    private async Task<Guid> BackUpAsync(BackupPlan plan, int day)
    {
        await using var db = core.NewContext();
        var archive = new Archive
        {
            RepositoryId = plan.RepositoryId, PlanId = plan.Id, Name = $"day {day}", BorgId = Guid.NewGuid().ToString("N"), StartedAt = IndexRepository.Start.AddDays(day),
            FileCount = 8, OriginalSizeBytes = 8, CompressedSizeBytes = 8, DeduplicatedSizeBytes = 8,
        };
        db.Archives.Add(archive);
        await db.AddFiguresAsync(archive, repositorySizeBytes: 100, default);
        await db.SaveChangesAsync();
        return archive.Id;
    }

    private Task CountAsync(BackupPlan plan) => core.Get<ChangeRecord>().CountAsync(plan.RepositoryId, default);

    private async Task<BackupFigures> ReadAsync(Guid archiveId)
    {
        await using var db = core.NewContext();
        return await db.BackupFigures.AsNoTracking().SingleAsync(figures => figures.ArchiveId == archiveId);
    }
}
