using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class IndexArchiveJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public IndexArchiveJobTests(WorkerFixture worker)
    {
        _worker = worker;
        worker.EnsureWorker(("BorgUi:Worker:IndexSlots", "1"));
    }

    [Fact]
    public async Task After_each_backup_the_index_equals_what_borg_lists_with_every_odd_name()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var plan = await _worker.AddPlanAsync(repository, await MakeOddSourceAsync());
        await RunPlanAsync(plan);
        await ShellAsync("rm -r lone; echo more >> 'a quote\" and back\\slash'; touch new; ln -sfn /nowhere link; rm -f tab*");
        await RunPlanAsync(plan);
        await ShellAsync("mkdir lone; echo again > lone/file; rm new");
        await RunPlanAsync(plan);

        await WaitUntilIndexedAsync(repository);

        var location = (await _worker.ReadRepositoryAsync(repository)).Location;
        var archives = await _worker.ArchivesOfAsync(repository);
        Assert.Equal(3, archives.Count);
        foreach (var archive in archives)
        {
            Assert.Equal(await IndexedArchive.ListedAsync(_worker, location, archive), await IndexedArchive.EntriesAsync(_worker, archive.Id));
        }
    }

    [Fact]
    public async Task Archives_made_elsewhere_are_indexed_and_deleted_ones_leave_the_index()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var location = (await _worker.ReadRepositoryAsync(repository)).Location;
        var source = _worker.MakeSource("elsewhere", files: 3, bytesEach: 10);
        for (var day = 1; day <= 3; day++)
        {
            await File.WriteAllTextAsync(Path.Combine(source, $"only on day {day}"), "");
            await _worker.RunBorgAsync("create", "--timestamp", $"2026-03-0{day}T12:00:00", $"{location}::laptop-2026-03-0{day}", source);
            File.Delete(Path.Combine(source, $"only on day {day}"));
        }

        await _worker.RunAsync(SyncRepositoryJob.Of(repository, "default", DateTimeOffset.UnixEpoch));
        await WaitUntilIndexedAsync(repository);
        var archives = await _worker.ArchivesOfAsync(repository);
        Assert.Equal(await IndexedArchive.ListedAsync(_worker, location, archives[1]), await IndexedArchive.EntriesAsync(_worker, archives[1].Id));
        Assert.Equal(1, await CountAsync("only on day 2"));

        await _worker.RunBorgAsync("delete", $"{location}::laptop-2026-03-02");
        await _worker.RunAsync(SyncRepositoryJob.Of(repository, "default", DateTimeOffset.UnixEpoch));

        await Eventually.HoldsAsync(async () => await CountAsync("only on day 2") == 0, "what only the deleted archive held is collected");
        Assert.Equal((1, 1), (await CountAsync("only on day 1"), await CountAsync("only on day 3")));
        Assert.Equal(await IndexedArchive.ListedAsync(_worker, location, archives[2]), await IndexedArchive.EntriesAsync(_worker, archives[2].Id));
    }

    private async Task RunPlanAsync(Guid plan)
    {
        var job = await _worker.WaitForEndAsync(await _worker.EnqueuePlanAsync(plan));
        Assert.True(job.Status is JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
    }

    private async Task<int> CountAsync(string name)
    {
        await using var db = _worker.NewContext();
        return await db.IndexVersions.CountAsync(version => version.Name == name);
    }

    private Task WaitUntilIndexedAsync(Guid repository) => Eventually.HoldsAsync(
        async () => (await _worker.ArchivesOfAsync(repository)).All(archive => archive.IndexState == IndexState.Ready), "all archives are indexed");

    private string OddSource => Path.Combine(_worker.Folder, "odd");

    private Task ShellAsync(string script) => ShellAsync(OddSource, script);

    private static async Task ShellAsync(string folder, string script)
    {
        var run = await CapturedRun.RunAsync(new() { FileName = "/bin/sh", Arguments = ["-ec", script], WorkingDirectory = folder, Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } });
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private async Task<string> MakeOddSourceAsync()
    {
        Directory.CreateDirectory(OddSource);
        var deep = string.Join('/', Enumerable.Repeat(new string('d', 240), 14));
        Directory.CreateDirectory(Path.Combine(OddSource, deep));
        await File.WriteAllTextAsync(Path.Combine(OddSource, deep, "deep"), "down here");
        await File.WriteAllTextAsync(Path.Combine(OddSource, new string('n', 255)), "255 bytes");
        await File.WriteAllTextAsync(Path.Combine(OddSource, "a line\nbreak"), "1");
        await File.WriteAllTextAsync(Path.Combine(OddSource, "a quote\" and back\\slash"), "2");
        await File.WriteAllTextAsync(Path.Combine(OddSource, "tab\tand cr\r"), "3");
        await File.WriteAllTextAsync(Path.Combine(OddSource, "Grüße 日本語 😀"), "4");
        // Two names that are no UTF-8, which look the same in what borg lists, and a literal question mark.
        await ShellAsync("""
            : > "$(printf 'bad-\351')"; echo two > "$(printf 'bad-\350')"; : > 'really?'
            mkdir lone; : > lone/file; ln -s 'lone/file' link; ln lone/file hard; mkfifo pipe; chmod u+s lone/file
            """);
        return OddSource;
    }
}
