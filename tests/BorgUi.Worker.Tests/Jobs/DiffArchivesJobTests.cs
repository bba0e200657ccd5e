using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class DiffArchivesJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public DiffArchivesJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task What_was_added_removed_and_changed_is_told_whatever_its_name_is()
    {
        var (repository, source) = (await _worker.CreateRepositoryAsync(), NewFolder());
        var longName = new string('n', 255);
        await WorkerFixture.ShellAsync(source, """
            printf gone > 'quote"gone'; printf old > ./-dash; printf old > 'star*'; printf 1 > rights; printf same > same; ln -s same link
            mkdir folder-gone; printf odd > "$(printf 'bad-\377')"
            printf 'S1' > rotten; touch -d '2020-01-01' rotten
            """);
        var older = await _worker.BackUpAsync(repository, source);
        await WorkerFixture.ShellAsync(source, $$"""
            rm 'quote"gone'; printf newer > ./-dash; printf new > 'star*'; chmod 600 rights; ln -sfn rights link
            rmdir folder-gone; mkdir folder-new; printf odder > "$(printf 'bad-\377')"
            printf 'S2' > rotten; touch -d '2020-01-01' rotten
            printf 12345 > "$(printf 'new\nline')"; printf x > {{longName}}
            """);
        var newer = await _worker.BackUpAsync(repository, source);

        var job = await DiffAsync(older, newer);

        Assert.Equal((JobStatus.Completed, 0, null), (job.Status, job.WarningCount, job.ErrorMessage));
        var found = (await _worker.ReadDifferencesAsync(job.Id)).ToDictionary(line => Path.GetRelativePath(source, $"/{line.Path}"));
        Assert.Equal(
            ["-dash", "bad-?", "folder-gone", "folder-new", "link", "new\nline", longName, "quote\"gone", "rotten", "star*"],
            found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((DifferenceChange.Removed, EntryType.File, 4L, null), Sides(found["quote\"gone"]));
        Assert.Equal((DifferenceChange.Added, EntryType.File, null, 5L), Sides(found["new\nline"]));
        Assert.Equal((DifferenceChange.Removed, EntryType.Folder, null, null), Sides(found["folder-gone"]));
        Assert.Equal((DifferenceChange.Added, EntryType.Folder, null, null), Sides(found["folder-new"]));
        Assert.Equal((DifferenceChange.Changed, 5L, 3L), (found["-dash"].Change, found["-dash"].BytesAdded, found["-dash"].BytesRemoved));
        Assert.Equal([EntryAspect.LinkTarget], found["link"].What);
        // Neither its size nor its time had changed.
        Assert.Equal([EntryAspect.Content], found["rotten"].What);
        Assert.Equal((false, true), (found["bad-?"].ExactName, found["star*"].ExactName));
        Assert.Equal((3L, 2L, 5L), Counts(job));
        Assert.Equal((newer.Name, true), (job.Stats!.Value.GetProperty("other").GetString(), job.Stats.Value.GetProperty("sizes_known").GetBoolean()));
        await WorkerFixture.ShellAsync(_worker.Folder, $"rm -rf '{source}'");
    }

    [Fact]
    public async Task Equal_archives_are_said_to_be_equal()
    {
        var (repository, source) = (await _worker.CreateRepositoryAsync(), _worker.MakeSource("equal", 3, 1000));
        var (older, newer) = (await _worker.BackUpAsync(repository, source), await _worker.BackUpAsync(repository, source));

        var job = await DiffAsync(older, newer);

        Assert.Equal((JobStatus.Completed, "No content differs."), (job.Status, job.Progress.Message));
        Assert.Empty(await _worker.ReadDifferencesAsync(job.Id));
    }

    [Fact]
    public async Task Archives_that_were_cut_into_chunks_by_other_rules_are_compared_without_a_warning()
    {
        var (repository, source) = (await _worker.CreateRepositoryAsync(), _worker.MakeSource("chunks", 2, 300_000));
        var older = await _worker.BackUpAsync(repository, source);
        await File.AppendAllTextAsync(Path.Combine(source, "file-00001.bin"), "more");
        await _worker.RunBorgAsync("create", "--chunker-params", "10,14,12,4095", $"{(await _worker.ReadRepositoryAsync(repository)).Location}::other", source);

        // It is not in our list: borg knows it by its name.
        var job = await _worker.RunAsync(DiffArchivesJob.Of(
            older.Id, repository, "default", new() { ArchiveName = older.Name, BorgId = older.BorgId, OtherArchiveId = Guid.NewGuid(), OtherArchiveName = "other" }, DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Completed, 0, null), (job.Status, job.WarningCount, job.ErrorMessage));
        Assert.False(job.Stats!.Value.GetProperty("sizes_known").GetBoolean());
        var line = Assert.Single(await _worker.ReadDifferencesAsync(job.Id));
        Assert.Equal(("file-00001.bin", DifferenceChange.Changed, null, null), (Path.GetFileName(line.Path), line.Change, line.BytesAdded, line.BytesRemoved));
    }

    [Fact]
    public async Task An_archive_that_is_gone_fails_the_job_in_words()
    {
        var archive = await _worker.BackUpAsync(await _worker.CreateRepositoryAsync(), _worker.MakeSource("single", 1, 10));

        var job = await DiffAsync(archive, new() { RepositoryId = archive.RepositoryId, Name = "never-made", BorgId = "0", StartedAt = DateTimeOffset.UnixEpoch });

        Assert.Equal((JobStatus.Failed, "Archive.DoesNotExist"), (job.Status, job.ErrorId));
    }

    private Task<Job> DiffAsync(Archive older, Archive newer) => _worker.RunAsync(DiffArchivesJob.Of(
        older.Id,
        older.RepositoryId,
        "default",
        new() { ArchiveName = older.Name, BorgId = older.BorgId, OtherArchiveId = newer.Id, OtherArchiveName = newer.Name },
        DateTimeOffset.UnixEpoch));

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(_worker.Folder, $"diff-{Guid.NewGuid():N}")).FullName;

    private static (DifferenceChange, EntryType?, long?, long?) Sides(DifferenceLine line) => (line.Change, line.Type, line.SizeBefore, line.SizeAfter);

    private static (long Added, long Removed, long Changed) Counts(Job job) => (
        job.Stats!.Value.GetProperty("added").GetInt64(), job.Stats.Value.GetProperty("removed").GetInt64(), job.Stats.Value.GetProperty("changed").GetInt64());
}
