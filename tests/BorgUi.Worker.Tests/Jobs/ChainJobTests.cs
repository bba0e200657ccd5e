using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class ChainJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public ChainJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task After_a_backup_its_plan_prunes_its_own_archives_then_compacts_and_checks()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var foreign = await _worker.BackUpAsync(repository, "/etc/hostname");
        var plan = await _worker.AddChainAsync(repository, ChainPolicy.Stop, _worker.MakeSource("chain", files: 3, bytesEach: 100_000));
        await _worker.WaitForChainAsync(await _worker.EnqueuePlanAsync(plan), JobType.Check);

        var backup = await _worker.EnqueuePlanAsync(plan);
        var jobs = await _worker.WaitForChainAsync(backup, JobType.Check);

        Assert.Equal([JobType.Backup, JobType.Prune, JobType.Compact, JobType.Check], jobs.Select(job => job.JobType));
        Assert.All(jobs, job => Assert.Equal((JobStatus.Completed, null, plan), (job.Status, job.ErrorMessage, job.PlanId)));
        Assert.All(jobs.Zip(jobs.Skip(1)), pair => Assert.True(pair.First.CompletedAt <= pair.Second.StartedAt));
        Assert.Equal((1, 1), (Count(jobs[1], "kept_count"), Count(jobs[1], "pruned_count")));
        Assert.True(jobs[2].Stats!.Value.TryGetProperty("freed_bytes", out _));
        Assert.Equal([foreign.Name, (await NewestAsync(backup))], (await _worker.ArchivesOfAsync(repository)).Select(archive => archive.Name));
        Assert.Equal(CheckResult.Ok, (await _worker.ReadRepositoryAsync(repository)).LastCheckResult);
    }

    [Theory]
    [InlineData(ChainPolicy.Stop)]
    [InlineData(ChainPolicy.Continue)]
    public async Task A_link_that_fails_ends_the_chain_or_does_not(ChainPolicy policy)
    {
        var repository = await _worker.CreateRepositoryAsync();
        var plan = await _worker.AddChainAsync(repository, policy, "/etc/hostname");
        // Two of three archives would go, which nobody has said yes to.
        await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, plan, "/etc/hostname"));
        await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, plan, "/etc/hosts"));

        var jobs = await _worker.WaitForChainAsync(await _worker.EnqueuePlanAsync(plan), policy == ChainPolicy.Stop ? JobType.Prune : JobType.Check);

        Assert.Equal((JobType.Prune, JobStatus.Failed), (jobs[1].JobType, jobs[1].Status));
        Assert.Contains("delete 2 of 3 archives", jobs[1].ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(2, Count(jobs[1], "pruned_count"));
        Assert.Equal(policy == ChainPolicy.Stop ? [] : [(JobType.Compact, JobStatus.Completed), (JobType.Check, JobStatus.Completed)], jobs.Skip(2).Select(job => (job.JobType, job.Status)));
        await using var db = _worker.NewContext();
        Assert.Equal(jobs.Count, await db.Jobs.CountAsync(job => job.ChainId == jobs[0].Id));
        Assert.Equal(3, (await _worker.ArchivesOfAsync(repository)).Count);
    }

    [Fact]
    public async Task A_link_whose_plan_is_gone_prunes_nothing()
    {
        var repository = await _worker.CreateRepositoryAsync();
        await _worker.BackUpAsync(repository, "/etc/hostname");
        await _worker.BackUpAsync(repository, "/etc/hostname");
        var plan = await _worker.AddChainAsync(repository, ChainPolicy.Stop, "/etc/hostname");
        await using var db = _worker.NewContext();
        var chain = FollowUps.Of(await db.Plans.SingleAsync(row => row.Id == plan), site: "nowhere")!;
        var backup = BackupJob.Of(plan, repository, "default", new() { Sources = ["/etc/hostname"], ExcludePatterns = [], Compression = "lz4", ArchiveNameTemplate = "test-{utcnow:%f}" }, DateTimeOffset.UnixEpoch, followUps: chain);
        await _worker.RunAsync(backup);
        var prune = await db.Jobs.Where(job => job.ChainId == backup.Id && job.JobType == JobType.Prune).Select(job => job.Id).SingleAsync();

        await db.Plans.Where(row => row.Id == plan).ExecuteDeleteAsync();
        await db.Jobs.Where(job => job.Id == prune).ExecuteUpdateAsync(row => row.SetProperty(job => job.Site, "default"));

        var ended = await _worker.WaitForEndAsync(prune);
        Assert.Equal(JobStatus.Failed, ended.Status);
        Assert.Contains("was deleted", ended.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(3, (await _worker.ArchivesOfAsync(repository)).Count);
    }

    private static int Count(Job job, string figure) => job.Stats!.Value.GetProperty(figure).GetInt32();

    private async Task<string> NewestAsync(Guid backup)
    {
        await using var db = _worker.NewContext();
        return await db.Archives.Where(archive => archive.JobId == backup).Select(archive => archive.Name).SingleAsync();
    }
}
