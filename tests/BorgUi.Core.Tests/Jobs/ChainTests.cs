using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Jobs;

/// <summary>Backup, prune, compact, check: each is made with the end of the one before, once.</summary>
public sealed class ChainTests : IAsyncLifetime
{
    private static readonly JobEnd Success = new() { Status = JobStatus.Completed };
    private static readonly JobEnd Failure = new() { Status = JobStatus.Failed, ErrorMessage = "wrong" };

    private readonly CoreFixture _core = new();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData(JobStatus.Completed)]
    [InlineData(JobStatus.CompletedWithWarnings)]
    public async Task Each_job_follows_when_the_one_before_it_has_ended_well(JobStatus end)
    {
        var backup = await _core.ReadAsync(await _core.EnqueuePlanAsync(chain: ChainPolicy.Stop));
        var made = new List<Job>();
        while (await _core.ClaimAsync() is { } claim)
        {
            var ending = await _core.Get<JobLedger>().FinishAsync(claim, new() { Status = end, ArchiveId = null, WarningCount = 3, StatsJson = "{}" }, claim.Sequence, default);
            if (ending!.FollowUp is { } followUp)
            {
                Assert.Equal((JobStatus.Pending, 1), (followUp.Status, followUp.Sequence));
                made.Add(await _core.ReadAsync(followUp.JobId));
            }
        }

        Assert.Equal([JobType.Prune, JobType.Compact, JobType.Check], made.Select(job => job.JobType));
        Assert.Equal([1, 2, 3], made.Select(job => job.ChainStep));
        Assert.All(made, job => Assert.Equal(
            (backup.Id, backup.PlanId, backup.RepositoryId, JobTrigger.Chain, 7, 0, null),
            (job.ChainId, job.PlanId, job.RepositoryId, job.TriggeredBy, job.Priority, job.WarningCount, job.Stats)));
        Assert.Equal(new PruneDetails { KeepDaily = 7, PlanId = backup.PlanId }, ((PruneJob)made[0]).Details);
        Assert.Equal((new CompactDetails(), new CheckDetails()), (((CompactJob)made[1]).Details, ((CheckJob)made[2]).Details));
        Assert.Null(made[2].FollowUps);
    }

    [Theory]
    [InlineData(ChainPolicy.Stop, null)]
    [InlineData(ChainPolicy.Continue, JobType.Compact)]
    public async Task A_failure_ends_the_chain_or_does_not_as_the_plan_says(ChainPolicy policy, JobType? next)
    {
        await _core.EnqueuePlanAsync(chain: policy);
        await _core.RunAsync(Success);

        Assert.Equal(next, (await _core.RunAsync(Failure)).FollowUp?.JobType);
    }

    [Fact]
    public async Task A_link_has_neither_the_hooks_nor_the_archive_of_the_job_before_it()
    {
        await _core.EnqueuePlanAsync(chain: ChainPolicy.Stop);
        var backup = await _core.ClaimOneAsync();
        Guid archive;
        await using (var db = _core.NewContext())
        {
            var job = await db.Jobs.SingleAsync();
            archive = Guid.CreateVersion7();
            db.Archives.Add(new() { Id = archive, RepositoryId = job.RepositoryId!.Value, PlanId = job.PlanId, JobId = job.Id, Name = "one", BorgId = "0a", StartedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        }

        var prune = (await FinishAsync(backup, Success with { ArchiveId = archive })).FollowUp!;

        Assert.Equal((archive, 1), ((await _core.ReadAsync(backup.JobId)).ArchiveId, (await _core.ReadAsync(backup.JobId)).Hooks.Count));
        Assert.Equal((null, 0), ((await _core.ReadAsync(prune.JobId)).ArchiveId, (await _core.ReadAsync(prune.JobId)).Hooks.Count));
    }

    [Fact]
    public async Task An_edit_of_the_plan_in_mid_chain_changes_nothing()
    {
        await _core.EnqueuePlanAsync(chain: ChainPolicy.Continue);
        await using (var db = _core.NewContext())
        {
            await db.Plans.ExecuteUpdateAsync(row => row
                .SetProperty(plan => plan.Retention, new KeepRules { KeepLast = 1 })
                .SetProperty(plan => plan.RunCompactAfter, false)
                .SetProperty(plan => plan.ChainOnFailure, ChainPolicy.Stop));
        }

        var prune = (await _core.RunAsync(Success)).FollowUp!;
        Assert.Equal((7, null), (((PruneJob)await _core.ReadAsync(prune.JobId)).Details.KeepDaily, ((PruneJob)await _core.ReadAsync(prune.JobId)).Details.KeepLast));
        Assert.Equal(JobType.Compact, (await _core.RunAsync(Failure)).FollowUp?.JobType);
    }

    [Fact]
    public async Task Each_chain_has_links_of_its_own_also_when_equal_jobs_wait()
    {
        var first = await _core.EnqueuePlanAsync(chain: ChainPolicy.Stop);
        var firstClaim = await _core.ClaimOneAsync();
        var backup = (BackupJob)await _core.ReadAsync(first);
        var details = PruneDetails.Of(new() { KeepDaily = 7 }, backup.PlanId, archiveGlob: null);
        await using var db = _core.NewContext();
        await JobQueue.EnqueueAsync(db, PruneJob.Of(backup.RepositoryId!.Value, "default", details, DateTimeOffset.UnixEpoch), default);
        var (second, isNew) = await JobQueue.EnqueueAsync(db, CoreFixture.BackupOf(await db.Plans.SingleAsync()), default);
        Assert.True(isNew);

        var firstPrune = (await FinishAsync(firstClaim, Success)).FollowUp!;
        var secondPrune = (await _core.RunAsync(Success)).FollowUp!;

        Assert.Equal((first, second), ((await _core.ReadAsync(firstPrune.JobId)).ChainId!.Value, (await _core.ReadAsync(secondPrune.JobId)).ChainId!.Value));
        Assert.Equal(3, await db.Jobs.CountAsync(job => job.JobType == JobType.Prune && job.Status == JobStatus.Pending));
    }

    [Fact]
    public async Task A_backup_that_is_given_back_while_its_equal_waits_leaves_the_chain_to_that_one()
    {
        var first = await _core.EnqueuePlanAsync(chain: ChainPolicy.Stop);
        var claim = await _core.ClaimOneAsync();
        await using var db = _core.NewContext();
        var (second, _) = await JobQueue.EnqueueAsync(db, CoreFixture.BackupOf(await db.Plans.SingleAsync()), default);

        Assert.Equal(JobStatus.Cancelled, (await _core.Get<JobQueue>().ReleaseAsync(claim, default))!.Status);
        var prune = (await _core.RunAsync(Success)).FollowUp!;

        Assert.NotEqual(first, second);
        Assert.Equal(second, (await _core.ReadAsync(prune.JobId)).ChainId);
    }

    [Fact]
    public async Task Of_many_that_record_the_same_end_one_makes_the_next_job()
    {
        await _core.EnqueuePlanAsync(chain: ChainPolicy.Stop);
        var claim = await _core.ClaimOneAsync();

        var endings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _core.Get<JobLedger>().FinishAsync(claim, Success, claim.Sequence, default)));

        Assert.Single(endings, ending => ending?.FollowUp is not null);
        await using var db = _core.NewContext();
        Assert.Equal(2, await db.Jobs.CountAsync());
    }

    [Fact]
    public async Task A_worker_whose_job_was_taken_over_makes_no_link_and_its_rescuer_makes_one()
    {
        await _core.EnqueuePlanAsync(chain: ChainPolicy.Stop);
        var lost = await _core.ClaimOneAsync(TimeSpan.Zero);
        var suspect = new RunningJob { JobId = lost.JobId, LeaseId = lost.LeaseId, Site = "default" };
        var taken = await _core.Get<JobRecovery>().TakeOverAsync(suspect, workerIsDead: true, Guid.NewGuid(), TimeSpan.FromMinutes(1), default);

        var endings = await Task.WhenAll(new[] { lost, taken! }.Select(claim => _core.Get<JobLedger>().FinishAsync(claim, Success, claim.Sequence, default)));

        Assert.Null(endings[0]);
        Assert.Equal(JobType.Prune, endings[1]!.FollowUp?.JobType);
    }

    [Fact]
    public async Task A_plan_that_wants_nothing_after_its_backup_begins_no_chain()
    {
        var backup = await _core.EnqueuePlanAsync();
        Assert.Null((await _core.RunAsync(Success)).FollowUp);
        Assert.Equal((null, null), ((await _core.ReadAsync(backup)).ChainId, (await _core.ReadAsync(backup)).FollowUps));
    }

    [Fact]
    public void Steps_that_a_plan_does_not_want_are_left_out()
    {
        var plan = new BackupPlan
        {
            Name = "x", RepositoryId = Guid.NewGuid(), Sources = ["/a"], ExcludePatterns = [], Compression = "lz4", ArchiveNameTemplate = "web-{now}",
            Site = "attic", CreatedAt = DateTimeOffset.UnixEpoch, ForeignArchives = "old-*", Retention = new() { KeepLast = 2 }, RunPruneAfter = true, RunCheckAfter = true,
        };

        var jobs = FollowUps.Of(plan, "cellar")!.Jobs;

        Assert.Equal([(JobType.Prune, "cellar"), (JobType.Check, "cellar")], jobs.Select(job => (job.JobType, job.Site)));
        Assert.Equal((plan.Id, "old-*"), (jobs[0].Details.GetProperty("planId").GetGuid(), jobs[0].Details.GetProperty("archiveGlob").GetString()));
    }

    private async Task<JobEnding> FinishAsync(JobClaim claim, JobEnd end) => (await _core.Get<JobLedger>().FinishAsync(claim, end, claim.Sequence, default))!;
}
