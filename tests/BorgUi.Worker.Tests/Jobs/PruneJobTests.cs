using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Retention;
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
        var repository = await ArchivesAsync("a-1", "a-2", "a-3");

        var dry = await PruneAsync(repository, new() { KeepDaily = 2, ArchiveGlob = "*", DryRun = true });
        Assert.Equal((JobStatus.Completed, null), (dry.Status, dry.ErrorMessage));
        Assert.Equal(["a-1", "a-2", "a-3"], await NamesAsync(repository));
        var real = await PruneAsync(repository, new() { KeepDaily = 2, ArchiveGlob = "*" });

        Assert.Equal((JobStatus.Completed, null), (real.Status, real.ErrorMessage));
        foreach (var stats in new[] { dry.Stats!.Value, real.Stats!.Value })
        {
            Assert.Equal(["a-3", "a-2"], Names(stats, "kept"));
            Assert.Equal(["a-1"], Names(stats, "pruned"));
            Assert.Equal("daily #1", stats.GetProperty("kept")[0].GetProperty("rule").GetString());
            Assert.Equal((2, 1), (stats.GetProperty("kept_count").GetInt32(), stats.GetProperty("pruned_count").GetInt32()));
        }

        Assert.Equal(["a-2", "a-3"], await NamesAsync(repository));
        Assert.Contains(await _worker.ReadLogAsync(real.Id), line => line.Message == "keep    a-3 (daily #1)");
    }

    [Fact]
    public async Task What_nobody_said_yes_to_deletes_nothing()
    {
        var repository = await ArchivesAsync("old-1", "old-2", "old-3");

        var nothing = await PruneAsync(repository, new() { KeepWithin = "1H", ArchiveGlob = "*", AcceptedRisk = PruneRisk.DeletesMost });
        var most = await PruneAsync(repository, new() { KeepLast = 1, ArchiveGlob = "*" });

        Assert.Equal((JobStatus.Failed, JobStatus.Failed), (nothing.Status, most.Status));
        Assert.Contains("keep none of the 3 archives", nothing.ErrorMessage);
        Assert.Contains("delete 2 of 3 archives", most.ErrorMessage);
        Assert.Equal(["old-2", "old-1"], Names(most.Stats!.Value, "pruned"));
        Assert.Equal(3, (await NamesAsync(repository)).Count);

        var agreed = await PruneAsync(repository, new() { KeepWithin = "1H", ArchiveGlob = "*", AcceptedRisk = PruneRisk.KeepsNothing });
        Assert.Equal((JobStatus.Completed, null), (agreed.Status, agreed.ErrorMessage));
        Assert.Empty(await NamesAsync(repository));
    }

    [Fact]
    public async Task A_plan_prunes_its_own_archives_and_those_that_it_was_given_but_nothing_pinned()
    {
        var repository = await ArchivesAsync("web-1", "web-2", "web-3", "web-4", "web-5", "web-6", "hand");
        var (mine, other) = (await _worker.AddPlanAsync(repository, "/etc/hostname"), await _worker.AddPlanAsync(repository, "/etc/hosts"));
        await BelongAsync(repository, mine, "web-2", "web-5", "web-6");
        await BelongAsync(repository, other, "web-4");

        var own = await PruneAsync(repository, new() { KeepLast = 2, PlanId = mine });
        Assert.Equal((JobStatus.Completed, "web-2"), (own.Status, string.Join(' ', Names(own.Stats!.Value, "pruned"))));

        await using (var db = _worker.NewContext())
        {
            await db.Archives.Where(archive => archive.RepositoryId == repository && archive.Name == "web-1").ExecuteUpdateAsync(row => row.SetProperty(archive => archive.IsPinned, true));
        }

        var given = await PruneAsync(repository, new() { KeepLast = 2, PlanId = mine, ArchiveGlob = "web-*" });
        Assert.Equal((JobStatus.Completed, null), (given.Status, given.ErrorMessage));
        Assert.Equal(["web-3"], Names(given.Stats!.Value, "pruned"));
        Assert.Equal("pinned", given.Stats.Value.GetProperty("kept")[2].GetProperty("rule").GetString());
        Assert.Equal(["web-1", "web-4", "web-5", "web-6", "hand"], await NamesAsync(repository));
    }

    [Fact]
    public async Task Names_are_deleted_exactly_whatever_they_are()
    {
        var repository = await ArchivesAsync("-x", "a b'\"$(x)*", "ünï {now}", "a b", "*", "{now}", "last");

        var job = await PruneAsync(repository, new() { KeepLast = 1, ArchiveGlob = "*", AcceptedRisk = PruneRisk.DeletesMost });

        Assert.Equal((JobStatus.Completed, null, 6), (job.Status, job.ErrorMessage, job.Stats!.Value.GetProperty("pruned_count").GetInt32()));
        Assert.Equal(["last"], await NamesAsync(repository));
    }

    [Fact]
    public async Task Only_archives_that_match_are_looked_at()
    {
        var repository = await ArchivesAsync("x-1", "x-2");

        var job = await PruneAsync(repository, new() { KeepLast = 1, ArchiveGlob = "y-*" });

        Assert.Equal((JobStatus.Completed, 0), (job.Status, job.Stats!.Value.GetProperty("kept_count").GetInt32()));
        Assert.Equal(2, (await NamesAsync(repository)).Count);
    }

    [Fact]
    public async Task A_pinned_archive_is_not_deleted_by_a_job_that_was_waiting_already()
    {
        var repository = await ArchivesAsync("keep-me");
        var archive = Assert.Single(await _worker.ArchivesOfAsync(repository));
        await using var db = _worker.NewContext();
        await db.Archives.Where(row => row.Id == archive.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.IsPinned, true));

        var job = await _worker.RunAsync(DeleteArchiveJob.Of(archive.Id, repository, "default", new() { ArchiveName = archive.Name, BorgId = archive.BorgId }, DateTimeOffset.UnixEpoch));

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("pinned", job.ErrorMessage);
        Assert.Equal(["keep-me"], await NamesAsync(repository));
    }

    /// <summary>A repository with these archives, one of each day.</summary>
    private async Task<Guid> ArchivesAsync(params string[] names)
    {
        var repository = await _worker.CreateRepositoryAsync();
        var location = (await _worker.ReadRepositoryAsync(repository)).Location;
        foreach (var (index, name) in names.Index())
        {
            var literal = name.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
            await _worker.RunBorgAsync("create", "--timestamp", $"2026-03-0{index + 1}T12:00:00", $"{location}::{literal}", "/etc/hostname");
        }

        var synced = await _worker.RunAsync(SyncRepositoryJob.Of(repository, "default", DateTimeOffset.UnixEpoch));
        Assert.Equal(JobStatus.Completed, synced.Status);
        return repository;
    }

    private async Task BelongAsync(Guid repository, Guid plan, params string[] names)
    {
        await using var db = _worker.NewContext();
        await db.Archives.Where(archive => archive.RepositoryId == repository && names.Contains(archive.Name)).ExecuteUpdateAsync(row => row.SetProperty(archive => archive.PlanId, plan));
    }

    private Task<Job> PruneAsync(Guid repository, PruneDetails details) =>
        _worker.RunAsync(PruneJob.Of(repository, "default", details, DateTimeOffset.UnixEpoch));

    private async Task<IReadOnlyList<string>> NamesAsync(Guid repository) => [.. (await _worker.ArchivesOfAsync(repository)).Select(archive => archive.Name)];

    private static IEnumerable<string> Names(JsonElement stats, string list) =>
        stats.GetProperty(list).EnumerateArray().Select(archive => archive.GetProperty("name").GetString()!);
}
