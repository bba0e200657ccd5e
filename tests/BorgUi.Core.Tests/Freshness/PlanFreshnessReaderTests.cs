using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Archives;
using BorgUi.Core.Freshness;
using BorgUi.Core.Jobs;
using BorgUi.Core.Schedules;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Freshness;

public sealed class PlanFreshnessReaderTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private static readonly JobEnd Failure = new() { Status = JobStatus.Failed, ErrorMessage = "wrong" };

    [Fact]
    public async Task The_newest_end_of_a_backup_counts_and_a_cancel_is_none()
    {
        var plan = await NewPlanAsync();

        await AgainAsync(plan, new() { Status = JobStatus.CompletedWithWarnings, WarningCount = 1 });
        var good = await ReadAsync(plan);
        Assert.True(good is { Status: FreshnessStatus.Unscheduled, LastSuccess: not null, LastSuccessHadWarnings: true });

        await AgainAsync(plan, Failure);
        await AgainAsync(plan, new() { Status = JobStatus.Cancelled });
        var failing = await ReadAsync(plan);
        Assert.Equal((FreshnessStatus.Failing, good.LastSuccess), (failing.Status, failing.LastSuccess));
        Assert.Contains(": wrong.", failing.Reason, StringComparison.Ordinal);

        await AgainAsync(plan, new() { Status = JobStatus.Completed });
        Assert.Equal(FreshnessStatus.Unscheduled, (await ReadAsync(plan)).Status);
    }

    [Fact]
    public async Task An_archive_stands_for_a_job_that_has_left_the_history()
    {
        var plan = await NewPlanAsync();
        await using var db = core.NewContext();
        var repository = await db.Plans.Where(row => row.Id == plan).Select(row => row.RepositoryId).SingleAsync();
        db.Archives.Add(new Archive
        {
            RepositoryId = repository, PlanId = plan, Name = "a", BorgId = "b", StartedAt = DateTimeOffset.UnixEpoch, Duration = TimeSpan.FromHours(1),
        });
        await db.SaveChangesAsync();

        Assert.Equal(DateTimeOffset.UnixEpoch.AddHours(1), (await ReadAsync(plan)).LastSuccess);
    }

    [Fact]
    public async Task Only_enabled_schedules_of_its_backups_say_what_is_expected()
    {
        var plan = await NewPlanAsync();
        await AddScheduleAsync(plan, ScheduledOperation.Prune, enabled: true);
        await AddScheduleAsync(plan, ScheduledOperation.Backup, enabled: false);
        Assert.Null((await ReadAsync(plan)).ExpectedBy);

        await AddScheduleAsync(plan, ScheduledOperation.Backup, enabled: true);

        var judged = await ReadAsync(plan);
        Assert.True(judged is { ExpectedBy: FreshnessSource.Schedules, Status: FreshnessStatus.Unproven, IsOverdue: true, NextRun: not null });
    }

    [Fact]
    public async Task Of_several_repositories_the_one_in_the_worst_state_counts_and_is_named()
    {
        var plan = await NewPlanAsync();
        await AgainAsync(plan, new() { Status = JobStatus.Completed });
        var another = await core.AddRepositoryAsync();
        await using (var db = core.NewContext())
        {
            (await db.Plans.Include(row => row.Copies).SingleAsync(row => row.Id == plan)).CopyInto([another]);
            await db.SaveChangesAsync();
            await db.Plans.Where(row => row.Id == plan).ExecuteUpdateAsync(row => row.SetProperty(it => it.ExpectedEvery, TimeSpan.FromDays(1)));
        }

        var judged = await ReadAsync(plan);

        Assert.Equal((FreshnessStatus.Unproven, false, another), (judged.Status, judged.IsOverdue, judged.RepositoryId));
        Assert.Matches("^repository .*: It was never backed up. The next is due in 24 hours.$", judged.Reason);
    }

    /// <summary>A plan of which nothing was ever attempted.</summary>
    private async Task<Guid> NewPlanAsync()
    {
        var job = await core.ReadAsync(await core.EnqueuePlanAsync());
        await using var db = core.NewContext();
        await db.Jobs.Where(row => row.Id == job.Id).ExecuteDeleteAsync();
        return job.PlanId!.Value;
    }

    private async Task AgainAsync(Guid planId, JobEnd end)
    {
        await using var db = core.NewContext();
        await JobQueue.EnqueueAsync(db, CoreFixture.BackupOf(await db.Plans.SingleAsync(row => row.Id == planId)), default);
        await core.RunAsync(end);
    }

    private async Task AddScheduleAsync(Guid planId, ScheduledOperation operation, bool enabled)
    {
        await using var db = core.NewContext();
        db.ScheduledJobs.Add(new ScheduledJob
        {
            Name = $"schedule {Guid.NewGuid()}", Operation = operation, PlanId = planId, CronExpression = "0 3 * * *", TimeZone = "Europe/Berlin", Enabled = enabled,
            CatchUp = CatchUp.Once, JitterSeconds = 0, Blackouts = [], CountsFrom = DateTimeOffset.UnixEpoch, CreatedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
    }

    private async Task<PlanFreshness> ReadAsync(Guid planId)
    {
        await using var db = core.NewContext();
        return (await PlanFreshnessReader.OfAsync(db, [planId], await DueTimes.NowAsync(db, default), default))[planId];
    }
}
