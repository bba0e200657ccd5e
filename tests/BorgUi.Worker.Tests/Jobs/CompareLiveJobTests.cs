using System.Text.Json;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class CompareLiveJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public CompareLiveJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task Every_kind_of_change_is_told_and_nothing_else()
    {
        var source = NewFolder();
        await WorkerFixture.ShellAsync(source, """
            printf x > same; printf x > gone; printf x > larger; printf x > touched; printf x > rights; printf x > flip; printf x > owner
            printf x > setuid; chmod 4755 setuid; mkdir closed; chmod 1750 closed; mkdir lost; printf x > lost/below; mkdir flop; printf x > flop/below
            ln -s same link; ln -s same kept-link; ln same hard; mkfifo pipe; printf x > ./-dash; printf x > "$(printf 'new\nline"')"; printf x > 'what?'
            printf x > "$(printf 'bad-\377')"; mkdir "$(printf 'dir-\376')"; printf x > "$(printf 'dir-\376/in')"
            printf x > old; touch -d '1960-05-06' old; printf x > far; touch -d '2050-05-06 01:02:03.5' far
            """);
        var archive = await BackUpPlanAsync(source);
        await WorkerFixture.ShellAsync(source, """
            rm gone; printf xx > larger; touch -d '2001-02-03 04:05:06.789' touched; chmod 600 rights; rm -r flip lost flop; mkdir flip; printf x > flip/inside
            printf x > flop; ln -sfn larger link; chmod 755 setuid; printf 12345 > added; printf x > added.tmp; mkdir new-folder
            printf x > "$(printf 'odd-\375')"
            if [ "$(id -u)" = 0 ]; then chown 1234 owner; else chmod 600 owner; fi
            """);

        var job = await CompareAsync(archive);

        Assert.Equal((JobStatus.Completed, 0, null), (job.Status, job.WarningCount, job.ErrorMessage));
        var found = (await _worker.ReadDifferencesAsync(job.Id)).ToDictionary(line => Path.GetRelativePath(source, $"/{line.Path}"));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["added"] = "Added", ["new-folder"] = "Added", ["flip/inside"] = "Added", ["odd-?"] = "Added",
                ["gone"] = "Removed", ["lost"] = "Removed", ["lost/below"] = "Removed", ["flop/below"] = "Removed",
                ["larger"] = "Changed Size Mtime", ["touched"] = "Changed Mtime", ["rights"] = "Changed Mode", ["setuid"] = "Changed Mode",
                ["owner"] = Environment.IsPrivilegedProcess ? "Changed Owner" : "Changed Mode",
                ["flip"] = "Changed Type", ["flop"] = "Changed Type", ["link"] = "Changed LinkTarget",
                ["bad-?"] = "Uncompared", ["dir-?"] = "Uncompared", ["dir-?/in"] = "Uncompared",
            }.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            found.ToDictionary(pair => pair.Key, pair => string.Join(' ', pair.Value.What.Select(aspect => aspect.ToString()).Prepend(pair.Value.Change.ToString())))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal((1L, 2L, EntryType.File), (found["larger"].SizeBefore, found["larger"].SizeAfter, found["larger"].Type));
        Assert.Equal((null, 5L, true), (found["added"].SizeBefore, found["added"].SizeAfter, found["added"].ExactName));
        Assert.Equal((1L, null, EntryType.File), (found["gone"].SizeBefore, found["gone"].SizeAfter, found["gone"].Type));
        Assert.Equal((EntryType.Folder, false), (found["flip"].Type, found["odd-?"].ExactName));
        Assert.Contains("cannot be compared by name", found["bad-?"].Reason);
        var stats = job.Stats!.Value;
        Assert.Equal((4L, 4L, 8L, 3L), (Number(stats, "added"), Number(stats, "removed"), Number(stats, "changed"), Number(stats, "uncompared")));
        Assert.True(stats.GetProperty("looked_for_new").GetBoolean());
        // Of a million files each would be a line of the log.
        Assert.DoesNotContain(await _worker.ReadLogAsync(job.Id), entry => entry.Message.StartsWith("- ", StringComparison.Ordinal));
        await WorkerFixture.ShellAsync(_worker.Folder, $"rm -rf '{source}'");
    }

    [Fact]
    public async Task Content_that_changed_with_the_same_size_and_time_is_found_only_when_it_is_read()
    {
        var source = _worker.MakeSource($"rotten-{Guid.NewGuid():N}", 3, 5000);
        var archive = await BackUpPlanAsync(source);
        var rotten = Path.Combine(source, "file-00001.bin");
        var time = File.GetLastWriteTimeUtc(rotten);
        await File.WriteAllBytesAsync(rotten, new byte[5000]);
        File.SetLastWriteTimeUtc(rotten, time);

        var quick = await CompareAsync(archive);
        var whole = await CompareAsync(archive, content: true);

        Assert.Equal((JobStatus.Completed, "Nothing differs."), (quick.Status, quick.Progress.Message));
        Assert.Equal((JobStatus.Completed, 3L), (whole.Status, Number(whole.Stats!.Value, "contents_compared")));
        var line = Assert.Single(await _worker.ReadDifferencesAsync(whole.Id));
        Assert.Equal((rotten.TrimStart('/'), DifferenceChange.Changed, EntryAspect.Content), (line.Path, line.Change, Assert.Single(line.What)));
    }

    [Fact]
    public async Task Without_a_plan_new_files_are_not_looked_for_and_that_is_said()
    {
        var source = _worker.MakeSource($"planless-{Guid.NewGuid():N}", 2, 10);
        var archive = await BackUpPlanAsync(source);
        await using (var db = _worker.NewContext())
        {
            await db.Plans.Where(plan => plan.Id == archive.PlanId).ExecuteDeleteAsync();
        }

        await File.WriteAllTextAsync(Path.Combine(source, "new"), "new");
        File.Delete(Path.Combine(source, "file-00000.bin"));
        var job = await _worker.RunAsync(CompareLiveJob.Of(
            archive.Id, archive.RepositoryId, planId: null, "default", new() { ArchiveName = archive.Name, BorgId = archive.BorgId }, DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Completed, null), (job.Status, job.ErrorMessage));
        Assert.False(job.Stats!.Value.GetProperty("looked_for_new").GetBoolean());
        Assert.Equal(("file-00000.bin", DifferenceChange.Removed), await SingleAsync(job));
    }

    [Fact]
    public async Task Of_a_source_that_vanished_everything_is_gone_and_the_source_is_named()
    {
        var source = _worker.MakeSource($"vanished-{Guid.NewGuid():N}", 2, 10);
        var archive = await BackUpPlanAsync(source);
        Directory.Delete(source, recursive: true);

        var job = await CompareAsync(archive);

        Assert.Equal((JobStatus.Completed, 0, "Everything is gone: 3 gone."), (job.Status, job.WarningCount, job.Progress.Message));
        Assert.Equal([source], job.Stats!.Value.GetProperty("missing_sources").EnumerateArray().Select(path => path.GetString()));
        Assert.All(await _worker.ReadDifferencesAsync(job.Id), line => Assert.Equal(DifferenceChange.Removed, line.Change));
    }

    [Fact]
    public async Task What_cannot_be_looked_at_is_a_warning_and_neither_gone_nor_the_same()
    {
        var source = NewFolder();
        Directory.CreateDirectory(Path.Combine(source, "folder"));
        await File.WriteAllTextAsync(Path.Combine(source, "folder", "below"), "x");
        var archive = await BackUpPlanAsync(source);
        // A loop, which not even root can pass.
        Directory.Delete(Path.Combine(source, "folder"), recursive: true);
        File.CreateSymbolicLink(Path.Combine(source, "folder"), "folder");

        var job = await CompareAsync(archive);

        Assert.Equal((JobStatus.CompletedWithWarnings, 1), (job.Status, job.WarningCount));
        Assert.Equal(Path.Combine(source, "folder", "below"), Assert.Single(job.Warnings).Path);
        Assert.Equal(
            [("below", DifferenceChange.Uncompared), ("folder", DifferenceChange.Changed)],
            (await _worker.ReadDifferencesAsync(job.Id)).Select(line => (Path.GetFileName(line.Path), line.Change)).Order());
    }

    private async Task<Archive> BackUpPlanAsync(string source)
    {
        var repository = await _worker.CreateRepositoryAsync();
        var id = await _worker.AddPlanAsync(repository, plan => plan.ExcludePatterns = ["*.tmp"], [source]);
        await using var db = _worker.NewContext();
        var plan = await db.Plans.AsNoTracking().Include(row => row.Repository).SingleAsync(row => row.Id == id);
        var backup = await _worker.RunAsync(BackupJob.Of(plan, [plan.Repository!], DateTimeOffset.UnixEpoch).Single());
        Assert.True(backup.ArchiveId is not null, backup.ErrorMessage);
        return await db.Archives.AsNoTracking().SingleAsync(archive => archive.Id == backup.ArchiveId);
    }

    private Task<Job> CompareAsync(Archive archive, bool content = false) => _worker.RunAsync(CompareLiveJob.Of(
        archive.Id,
        archive.RepositoryId,
        archive.PlanId,
        "default",
        new() { ArchiveName = archive.Name, BorgId = archive.BorgId, Content = content },
        DateTimeOffset.UnixEpoch));

    private async Task<(string Name, DifferenceChange Change)> SingleAsync(Job job)
    {
        var line = Assert.Single(await _worker.ReadDifferencesAsync(job.Id));
        return (Path.GetFileName(line.Path), line.Change);
    }

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(_worker.Folder, $"live-{Guid.NewGuid():N}")).FullName;

    private static long Number(JsonElement stats, string name) => stats.GetProperty(name).GetInt64();
}
