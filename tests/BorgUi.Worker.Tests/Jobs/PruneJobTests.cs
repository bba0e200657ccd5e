using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class PruneJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public PruneJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task A_dry_run_says_what_a_prune_then_does()
    {
        var repository = await ThreeDaysAsync("a");

        var dry = await PruneAsync(repository, new() { KeepDaily = 2, ArchiveGlob = "*", DryRun = true });
        Assert.Equal((JobStatus.Completed, null), (dry.Status, dry.ErrorMessage));
        Assert.Equal(3, await CountAsync(repository));
        var real = await PruneAsync(repository, new() { KeepDaily = 2, ArchiveGlob = "*" });

        Assert.Equal((JobStatus.Completed, null), (real.Status, real.ErrorMessage));
        foreach (var stats in new[] { dry.Stats!.Value, real.Stats!.Value })
        {
            Assert.Equal(["a-3", "a-2"], Names(stats, "kept"));
            Assert.Equal(["a-1"], Names(stats, "pruned"));
            Assert.Equal("daily #1", stats.GetProperty("kept")[0].GetProperty("rule").GetString());
            Assert.Equal((2, 1), (stats.GetProperty("kept_count").GetInt32(), stats.GetProperty("pruned_count").GetInt32()));
        }

        Assert.Equal(["a-2", "a-3"], (await _worker.ArchivesOfAsync(repository)).Select(archive => archive.Name).Order());
    }

    [Fact]
    public async Task Rules_that_would_keep_nothing_delete_nothing()
    {
        var repository = await ThreeDaysAsync("old");

        var job = await PruneAsync(repository, new() { KeepWithin = "1H", ArchiveGlob = "*" });

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("keep none of the 3 archives", job.ErrorMessage);
        Assert.Equal(3, await CountAsync(repository));
    }

    [Fact]
    public async Task A_plan_never_prunes_the_archives_of_another_plan()
    {
        var repository = await ThreeDaysAsync("web");
        var mine = await _worker.AddPlanAsync(repository, "/etc/hostname");
        var other = await _worker.AddPlanAsync(repository, "/etc/hosts");
        await using (var db = _worker.NewContext())
        {
            await db.Archives.Where(archive => archive.RepositoryId == repository).ExecuteUpdateAsync(row => row.SetProperty(archive => archive.PlanId, mine));
            await db.Archives.Where(archive => archive.RepositoryId == repository && archive.Name == "web-2").ExecuteUpdateAsync(row => row.SetProperty(archive => archive.PlanId, other));
        }

        var job = await PruneAsync(repository, new() { KeepLast = 1, ArchiveGlob = "web-*" }, mine);

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("web-2", job.ErrorMessage);
        Assert.Equal(3, await CountAsync(repository));
    }

    [Fact]
    public async Task Only_archives_that_match_are_looked_at()
    {
        var repository = await ThreeDaysAsync("x");

        var job = await PruneAsync(repository, new() { KeepLast = 1, ArchiveGlob = "y-*" });

        Assert.Equal((JobStatus.Completed, 0), (job.Status, job.Stats!.Value.GetProperty("kept_count").GetInt32()));
        Assert.Equal(3, await CountAsync(repository));
    }

    private async Task<Guid> ThreeDaysAsync(string prefix)
    {
        var repository = await _worker.CreateRepositoryAsync();
        var location = (await _worker.ReadRepositoryAsync(repository)).Location;
        foreach (var day in new[] { 1, 2, 3 })
        {
            await _worker.RunBorgAsync("create", "--timestamp", $"2026-03-0{day}T12:00:00", $"{location}::{prefix}-{day}", "/etc/hostname");
        }

        var synced = await _worker.RunAsync(SyncRepositoryJob.Of(repository, "default", DateTimeOffset.UnixEpoch));
        Assert.Equal(JobStatus.Completed, synced.Status);
        return repository;
    }

    private Task<Job> PruneAsync(Guid repository, PruneDetails details, Guid? plan = null) =>
        _worker.RunAsync(PruneJob.Of(plan, repository, "default", details, DateTimeOffset.UnixEpoch));

    private async Task<int> CountAsync(Guid repository) => (await _worker.ArchivesOfAsync(repository)).Count;

    private static IEnumerable<string> Names(JsonElement stats, string list) =>
        stats.GetProperty(list).EnumerateArray().Select(archive => archive.GetProperty("name").GetString()!);
}
