using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>What comes back, how, and beside what is there already.</summary>
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
        var source = _worker.MakeTree("whole");
        var archive = await _worker.ArchiveAsync(source);
        var target = _worker.NewFolder();

        var job = await _worker.RestoreAsync(archive, target);

        Assert.Equal((JobStatus.Completed, 0, null), (job.Status, job.WarningCount, job.ErrorMessage));
        var restored = target + source;
        Assert.Equal("first", await File.ReadAllTextAsync(Path.Combine(restored, "a.txt")));
        Assert.Equal("odd", await File.ReadAllTextAsync(Path.Combine(restored, "sub", "-dash *star?\n'q' ü😀.txt")));
        Assert.Equal("a.txt", new FileInfo(Path.Combine(restored, "link")).LinkTarget);
        Assert.Equal("nowhere/at/all", new FileInfo(Path.Combine(restored, "broken")).LinkTarget);
        Assert.Equal(File.GetLastWriteTimeUtc(Path.Combine(source, "a.txt")), File.GetLastWriteTimeUtc(Path.Combine(restored, "a.txt")), TimeSpan.FromMilliseconds(1));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(restored, "closed")));
        Assert.Equal("inside", await File.ReadAllTextAsync(Path.Combine(restored, "closed", "in.txt")));
        Assert.Equal((7L, 7L, 0L, 0L), WorkerFixture.CountsOf(job));
        Assert.Equal(job.Stats!.Value.GetProperty("bytes_selected").GetInt64(), job.Stats.Value.GetProperty("bytes_restored").GetInt64());
        WorkerFixture.AssertNoStaging(target);
    }

    [Fact]
    public async Task Chosen_paths_come_back_without_their_leading_folders()
    {
        var source = _worker.MakeTree("chosen");
        var archive = await _worker.ArchiveAsync(source);
        var target = _worker.NewFolder();
        var stored = source.TrimStart('/');

        var job = await _worker.RestoreAsync(archive, target, details => details with { Paths = [$"{stored}/sub", $"{stored}/nope"], StripComponents = stored.Split('/').Length });

        Assert.Equal(JobStatus.CompletedWithWarnings, job.Status);
        Assert.Contains(job.Warnings, warning => warning.Reason.Contains("nope", StringComparison.Ordinal));
        Assert.Equal(["sub"], Directory.EnumerateFileSystemEntries(target).Select(Path.GetFileName));
        Assert.Equal((2L, 2L, 0L, 0L), WorkerFixture.CountsOf(job));
    }

    [Theory]
    [InlineData(OverwritePolicy.Never, "older here", "newer here", 1)]
    [InlineData(OverwritePolicy.IfNewer, "archived", "newer here", 2)]
    [InlineData(OverwritePolicy.Always, "archived", "archived", 3)]
    public async Task Files_that_are_there_are_treated_by_the_policy(OverwritePolicy policy, string old, string young, long restored)
    {
        var source = _worker.NewFolder();
        foreach (var name in new[] { "old", "young", "missing" })
        {
            await File.WriteAllTextAsync(Path.Combine(source, name), "archived");
        }

        var archive = await _worker.ArchiveAsync(source);
        var target = _worker.NewFolder();
        var there = Directory.CreateDirectory(target + source).FullName;
        await File.WriteAllTextAsync(Path.Combine(there, "old"), "older here");
        File.SetLastWriteTimeUtc(Path.Combine(there, "old"), DateTime.UnixEpoch.AddYears(20));
        await File.WriteAllTextAsync(Path.Combine(there, "young"), "newer here");
        File.SetLastWriteTimeUtc(Path.Combine(there, "young"), DateTime.UnixEpoch.AddYears(60));

        var rehearsed = await _worker.RestoreAsync(archive, target, details => details with { Overwrite = policy, DryRun = true });
        Assert.False(File.Exists(Path.Combine(there, "missing")));
        var job = await _worker.RestoreAsync(archive, target, details => details with { Overwrite = policy });

        Assert.Equal((JobStatus.Completed, JobStatus.Completed), (rehearsed.Status, job.Status));
        Assert.Equal((3L, restored, 3 - restored, 0L), WorkerFixture.CountsOf(job));
        Assert.Equal(WorkerFixture.CountsOf(job), WorkerFixture.CountsOf(rehearsed));
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
        var source = _worker.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(source, "good"), "good");
        await File.WriteAllTextAsync(Path.Combine(source, "blocked"), "blocked");
        Directory.CreateDirectory(Path.Combine(source, "folder"));
        await File.WriteAllTextAsync(Path.Combine(source, "folder", "below"), "below");
        var archive = await _worker.ArchiveAsync(source);
        var target = _worker.NewFolder();
        var elsewhere = _worker.NewFolder();
        Directory.CreateDirectory(Path.Combine(target + source, "blocked"));
        File.CreateSymbolicLink(Path.Combine(target + source, "folder"), elsewhere);

        var job = await _worker.RestoreAsync(archive, target, details => details with { Overwrite = OverwritePolicy.Always });

        Assert.Equal((JobStatus.CompletedWithWarnings, 2), (job.Status, job.WarningCount));
        Assert.Equal((3L, 1L, 0L, 2L), WorkerFixture.CountsOf(job));
        Assert.Equal(["blocked", "folder"], job.Warnings.Select(warning => Path.GetFileName(warning.Path)).Order());
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
        Assert.Equal("good", Read(target + source, "good"));
    }

    [Fact]
    public async Task Names_that_are_no_text_come_back_byte_for_byte()
    {
        var source = _worker.NewFolder();
        await WorkerFixture.ShellAsync(source, @"printf odd > ""$(printf 'bad-\377\376')""; printf good > good");
        var archive = await _worker.ArchiveAsync(source);
        var target = _worker.NewFolder();

        try
        {
            var whole = await _worker.RestoreAsync(archive, target);
            var again = await _worker.RestoreAsync(archive, target);
            await WorkerFixture.ShellAsync(target + source, @"printf changed > ""$(printf 'bad-\377\376')""");
            var chosen = await _worker.RestoreAsync(archive, target, details => details with { Overwrite = OverwritePolicy.Always, Paths = [$"{source.TrimStart('/')}/bad-??"] });

            Assert.Equal((JobStatus.Completed, null), (whole.Status, whole.ErrorMessage));
            Assert.Equal((2L, 2L, 0L, 0L), WorkerFixture.CountsOf(whole));
            await WorkerFixture.ShellAsync(target + source, @"test ""$(cat ""$(printf 'bad-\377\376')"")"" = odd");
            // Beside what is there each file moves alone, by its bytes.
            Assert.Equal((JobStatus.Completed, (2L, 0L, 2L, 0L)), (again.Status, WorkerFixture.CountsOf(again)));
            Assert.Equal((JobStatus.Completed, (1L, 1L, 0L, 0L)), (chosen.Status, WorkerFixture.CountsOf(chosen)));
            var line = Assert.Single(await _worker.ReadReportAsync(chosen.Id));
            Assert.Equal((ReportOutcome.Restored, false), (line.Outcome, line.ExactName));
            await WorkerFixture.ShellAsync(target + source, @"test ""$(cat ""$(printf 'bad-\377\376')"")"" = odd");
            WorkerFixture.AssertNoStaging(target);
        }
        finally
        {
            // What cleans up after the tests cannot name it either.
            await WorkerFixture.ShellAsync(_worker.Folder, $"rm -rf '{source}' '{target}'");
        }
    }

    private static string Read(string folder, string name) => File.ReadAllText(Path.Combine(folder, name));
}
