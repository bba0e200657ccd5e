using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Processes;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class RestoreJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public RestoreJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task Everything_comes_back_as_it_was()
    {
        var source = MakeTree("whole");
        var archive = await ArchiveAsync(source);
        var target = NewFolder();

        var job = await RestoreAsync(archive, target, details => details);

        Assert.Equal((JobStatus.Completed, 0, null), (job.Status, job.WarningCount, job.ErrorMessage));
        var restored = target + source;
        Assert.Equal("first", await File.ReadAllTextAsync(Path.Combine(restored, "a.txt")));
        Assert.Equal("odd", await File.ReadAllTextAsync(Path.Combine(restored, "sub", "-dash *star?\n'q' ü😀.txt")));
        Assert.Equal("a.txt", new FileInfo(Path.Combine(restored, "link")).LinkTarget);
        Assert.Equal("nowhere/at/all", new FileInfo(Path.Combine(restored, "broken")).LinkTarget);
        Assert.Equal(File.GetLastWriteTimeUtc(Path.Combine(source, "a.txt")), File.GetLastWriteTimeUtc(Path.Combine(restored, "a.txt")), TimeSpan.FromMilliseconds(1));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(restored, "closed")));
        Assert.Equal("inside", await File.ReadAllTextAsync(Path.Combine(restored, "closed", "in.txt")));
        Assert.Equal((7L, 7L, 0L, 0L), Counts(job));
        Assert.Equal(job.Stats!.Value.GetProperty("bytes_selected").GetInt64(), job.Stats.Value.GetProperty("bytes_restored").GetInt64());
        AssertNoStaging(target);
    }

    [Fact]
    public async Task Chosen_paths_come_back_without_their_leading_folders()
    {
        var source = MakeTree("chosen");
        var archive = await ArchiveAsync(source);
        var target = NewFolder();
        var stored = source.TrimStart('/');

        var job = await RestoreAsync(archive, target, details => details with { Paths = [$"{stored}/sub", $"{stored}/nope"], StripComponents = stored.Split('/').Length });

        Assert.Equal(JobStatus.CompletedWithWarnings, job.Status);
        Assert.Contains(job.Warnings, warning => warning.Reason.Contains("nope", StringComparison.Ordinal));
        Assert.Equal(["sub"], Directory.EnumerateFileSystemEntries(target).Select(Path.GetFileName));
        Assert.Equal((2L, 2L, 0L, 0L), Counts(job));
    }

    [Theory]
    [InlineData(OverwritePolicy.Never, "older here", "newer here", 1)]
    [InlineData(OverwritePolicy.IfNewer, "archived", "newer here", 2)]
    [InlineData(OverwritePolicy.Always, "archived", "archived", 3)]
    public async Task Files_that_are_there_are_treated_by_the_policy(OverwritePolicy policy, string old, string young, long restored)
    {
        var source = NewFolder();
        foreach (var name in new[] { "old", "young", "missing" })
        {
            await File.WriteAllTextAsync(Path.Combine(source, name), "archived");
        }

        var archive = await ArchiveAsync(source);
        var target = NewFolder();
        var there = Directory.CreateDirectory(target + source).FullName;
        await File.WriteAllTextAsync(Path.Combine(there, "old"), "older here");
        File.SetLastWriteTimeUtc(Path.Combine(there, "old"), DateTime.UnixEpoch.AddYears(20));
        await File.WriteAllTextAsync(Path.Combine(there, "young"), "newer here");
        File.SetLastWriteTimeUtc(Path.Combine(there, "young"), DateTime.UnixEpoch.AddYears(60));

        var rehearsed = await RestoreAsync(archive, target, details => details with { Overwrite = policy, DryRun = true });
        Assert.False(File.Exists(Path.Combine(there, "missing")));
        var job = await RestoreAsync(archive, target, details => details with { Overwrite = policy });

        Assert.Equal((JobStatus.Completed, JobStatus.Completed), (rehearsed.Status, job.Status));
        Assert.Equal((3L, restored, 3 - restored, 0L), Counts(job));
        Assert.Equal(Counts(job), Counts(rehearsed));
        Assert.Equal((old, young, "archived"), (Read(there, "old"), Read(there, "young"), Read(there, "missing")));
        var (would, did) = (await _worker.ReadReportAsync(rehearsed.Id), await _worker.ReadReportAsync(job.Id));
        Assert.Equal(3, did.Count);
        Assert.Equal(did.Select(line => (line.Path, line.Outcome, line.Reason)).Order(), would.Select(line => (line.Path, line.Outcome, line.Reason)).Order());
        Assert.All(did, line => Assert.Equal(line.Outcome == ReportOutcome.Skipped, line.Reason is not null));
        Assert.Equal((restored - 1, true), (rehearsed.Stats!.Value.GetProperty("files_replaced").GetInt64(), rehearsed.Stats.Value.GetProperty("may_write").GetBoolean()));
        Assert.True(rehearsed.Stats.Value.GetProperty("free_bytes").GetInt64() > 0);
    }

    [Fact]
    public async Task What_is_in_the_way_fails_alone_and_is_named()
    {
        var source = NewFolder();
        await File.WriteAllTextAsync(Path.Combine(source, "good"), "good");
        await File.WriteAllTextAsync(Path.Combine(source, "blocked"), "blocked");
        Directory.CreateDirectory(Path.Combine(source, "folder"));
        await File.WriteAllTextAsync(Path.Combine(source, "folder", "below"), "below");
        var archive = await ArchiveAsync(source);
        var target = NewFolder();
        var elsewhere = NewFolder();
        Directory.CreateDirectory(Path.Combine(target + source, "blocked"));
        File.CreateSymbolicLink(Path.Combine(target + source, "folder"), elsewhere);

        var job = await RestoreAsync(archive, target, details => details with { Overwrite = OverwritePolicy.Always });

        Assert.Equal((JobStatus.CompletedWithWarnings, 2), (job.Status, job.WarningCount));
        Assert.Equal((3L, 1L, 0L, 2L), Counts(job));
        Assert.Equal(["blocked", "folder"], job.Warnings.Select(warning => Path.GetFileName(warning.Path)).Order());
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
        Assert.Equal("good", Read(target + source, "good"));
    }

    [Fact]
    public async Task Names_that_are_no_text_come_back_byte_for_byte()
    {
        var source = NewFolder();
        await ShellAsync(source, @"printf odd > ""$(printf 'bad-\377\376')""; printf good > good");
        var archive = await ArchiveAsync(source);
        var target = NewFolder();

        try
        {
            var whole = await RestoreAsync(archive, target, details => details);
            var again = await RestoreAsync(archive, target, details => details);
            await ShellAsync(target + source, @"printf changed > ""$(printf 'bad-\377\376')""");
            var chosen = await RestoreAsync(archive, target, details => details with { Overwrite = OverwritePolicy.Always, Paths = [$"{source.TrimStart('/')}/bad-??"] });

            Assert.Equal((JobStatus.Completed, null), (whole.Status, whole.ErrorMessage));
            Assert.Equal((2L, 2L, 0L, 0L), Counts(whole));
            await ShellAsync(target + source, @"test ""$(cat ""$(printf 'bad-\377\376')"")"" = odd");
            // Beside what is there each file moves alone, by its bytes.
            Assert.Equal((JobStatus.Completed, (2L, 0L, 2L, 0L)), (again.Status, Counts(again)));
            Assert.Equal((JobStatus.Completed, (1L, 1L, 0L, 0L)), (chosen.Status, Counts(chosen)));
            var line = Assert.Single(await _worker.ReadReportAsync(chosen.Id));
            Assert.Equal((ReportOutcome.Restored, false), (line.Outcome, line.ExactName));
            await ShellAsync(target + source, @"test ""$(cat ""$(printf 'bad-\377\376')"")"" = odd");
            AssertNoStaging(target);
        }
        finally
        {
            // What cleans up after the tests cannot name it either.
            await ShellAsync(_worker.Folder, $"rm -rf '{source}' '{target}'");
        }
    }

    [Fact]
    public async Task A_restore_of_nothing_fails()
    {
        var archive = await ArchiveAsync(MakeTree("nothing"));
        var target = Path.Combine(NewFolder(), "not-there-yet");

        var job = await RestoreAsync(archive, target, details => details with { Paths = ["no/such/path"] });

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("Nothing was restored", job.ErrorMessage);
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public async Task What_a_damaged_archive_still_gives_is_put_in_place_and_the_job_fails()
    {
        var source = _worker.MakeSource("half", files: 12, bytesEach: 400_000);
        var archive = await ArchiveAsync(source);
        DamagedRepository.FlipByteInLargestSegment((await _worker.ReadRepositoryAsync(archive.RepositoryId)).Location);
        var target = NewFolder();

        var job = await RestoreAsync(archive, target, details => details);

        Assert.Equal((JobStatus.Failed, "IntegrityError"), (job.Status, job.ErrorId));
        var (selected, restored, skipped, failed) = Counts(job);
        Assert.Equal((12L, 0L, 12L), (selected, skipped, restored + failed));
        Assert.True(failed > 0);
        Assert.Contains($"{restored} of 12 files restored", job.ErrorMessage);
        var whole = Directory.Exists(target + source) ? Directory.GetFiles(target + source) : [];
        Assert.Equal(restored, whole.Length);
        Assert.All(whole, file => Assert.Equal(File.ReadAllBytes(Path.Combine(source, Path.GetFileName(file))), File.ReadAllBytes(file)));
        AssertNoStaging(target);
    }

    [Fact]
    public async Task A_cancelled_restore_leaves_nothing_under_a_final_name()
    {
        await using var slow = _worker.StartWorker(("BorgUi:Borg:Executable", BorgThatHaltsHalfway()), ("BorgUi:Sites", "slow"));
        var archive = await _worker.BackUpAsync(await _worker.CreateRepositoryAsync("slow"), "/etc/hostname", "slow");
        var target = NewFolder();
        var id = await _worker.EnqueueAsync(JobOf(archive, target, details => details, "slow"));
        await _worker.WaitForAsync(id, job => job.Progress.OriginalSizeBytes == 50);
        Assert.Equal("half", await File.ReadAllTextAsync(Path.Combine(target, $".borgui-restore-{id:N}-1", "half-written")));

        await _worker.Get<JobControl>().RequestCancelAsync(id, default);

        var job = await _worker.WaitForEndAsync(id);
        Assert.Equal(JobStatus.Cancelled, job.Status);
        Assert.Contains("Nothing was put in place", job.ErrorMessage);
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
    }

    [Theory]
    [InlineData("nowhere/deeper", "Neither")]
    [InlineData("a-file", "is not a folder")]
    public async Task A_destination_that_cannot_be_is_refused_before_borg_is_started(string below, string words)
    {
        var archive = await ArchiveAsync(MakeTree($"refused-{Guid.NewGuid():N}"));
        var folder = NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "a-file"), "");

        var job = await RestoreAsync(archive, Path.Combine(folder, below), details => details);

        Assert.Equal((JobStatus.Failed, null), (job.Status, job.Command));
        Assert.Contains(words, job.ErrorMessage);
    }

    [Fact]
    public async Task What_a_dead_restore_has_left_is_cleared_away()
    {
        var archive = await ArchiveAsync(MakeTree("after-death"));
        var target = NewFolder();
        var left = Directory.CreateDirectory(Path.Combine(target, $".borgui-restore-{Guid.NewGuid():N}-1", "deep")).Parent!;

        var job = await RestoreAsync(archive, target, details => details);

        Assert.Equal(JobStatus.Completed, job.Status);
        Assert.False(Directory.Exists(left.FullName));
        AssertNoStaging(target);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_figures_before_anything_is_put_in_place()
    {
        await using var huge = _worker.StartWorker(("BorgUi:Borg:Executable", BorgThatHaltsHalfway(total: long.MaxValue / 2)), ("BorgUi:Sites", "huge"));
        var archive = await _worker.BackUpAsync(await _worker.CreateRepositoryAsync("huge"), "/etc/hostname", "huge");
        var target = NewFolder();

        var job = await _worker.RunAsync(JobOf(archive, target, details => details, "huge"));

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.StartsWith("It does not fit: 4,611,686,018,427,387,903 bytes are needed", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
    }

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(_worker.Folder, $"folder-{Guid.NewGuid():N}")).FullName;

    /// <summary>Seven files, two of them links, in folders of which one cannot be written to.</summary>
    private string MakeTree(string name)
    {
        var root = Directory.CreateDirectory(Path.Combine(_worker.Folder, name)).FullName;
        Directory.CreateDirectory(Path.Combine(root, "sub", "deep"));
        var closed = Directory.CreateDirectory(Path.Combine(root, "closed")).FullName;
        File.WriteAllText(Path.Combine(root, "a.txt"), "first");
        File.WriteAllText(Path.Combine(root, "empty"), "");
        File.WriteAllText(Path.Combine(root, "sub", "-dash *star?\n'q' ü😀.txt"), "odd");
        File.WriteAllText(Path.Combine(root, "sub", "deep", "b.txt"), "second");
        File.WriteAllText(Path.Combine(closed, "in.txt"), "inside");
        File.CreateSymbolicLink(Path.Combine(root, "link"), "a.txt");
        File.CreateSymbolicLink(Path.Combine(root, "broken"), "nowhere/at/all");
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return root;
    }

    private async Task<Archive> ArchiveAsync(string source) => await _worker.BackUpAsync(await _worker.CreateRepositoryAsync(), source);

    private static async Task ShellAsync(string folder, string script)
    {
        var run = await CapturedRun.RunAsync(new() { FileName = "sh", Arguments = ["-c", script], WorkingDirectory = folder });
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private string BorgThatHaltsHalfway(long total = 100)
    {
        var path = Path.Combine(_worker.Folder, $"halting-borg-{total}");
        File.WriteAllText(path, $$"""
            #!/bin/sh
            case " $* " in
            *" extract "*)
                printf half > half-written
                echo '{"current": 50, "total": {{total}}, "info": ["half-written"], "operation": 1, "msgid": "extract", "type": "progress_percent", "finished": false}' >&2
                exec sleep 3600;;
            esac
            exec borg "$@"

            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static RestoreJob JobOf(Archive archive, string destination, Func<RestoreDetails, RestoreDetails> change, string site = "default") => RestoreJob.Of(
        archive.Id,
        archive.RepositoryId,
        site,
        change(new() { ArchiveName = archive.Name, BorgId = archive.BorgId, Destination = destination, Paths = [], Overwrite = OverwritePolicy.Never }),
        DateTimeOffset.UnixEpoch);

    private Task<Job> RestoreAsync(Archive archive, string destination, Func<RestoreDetails, RestoreDetails> change) =>
        _worker.RunAsync(JobOf(archive, destination, change));

    private static (long Selected, long Restored, long Skipped, long Failed) Counts(Job job)
    {
        Assert.True(job.Stats is not null, $"{job.Status}: {job.ErrorMessage}");
        long Of(string name) => job.Stats.Value.GetProperty(name).GetInt64();
        return (Of("files_selected"), Of("files_restored"), Of("files_skipped"), Of("files_failed"));
    }

    private static string Read(string folder, string name) => File.ReadAllText(Path.Combine(folder, name));

    private static void AssertNoStaging(string target) => Assert.Empty(Directory.EnumerateFileSystemEntries(target, ".borgui-restore-*"));
}
