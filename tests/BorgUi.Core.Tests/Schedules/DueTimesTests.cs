using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Maintenance;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Jobs;
using BorgUi.Core.Maintenance;
using BorgUi.Core.Schedules;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Core.Tests.Schedules;

public sealed class DueTimesTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private DueTimes DueTimes => core.Get<DueTimes>();

    [Fact]
    public async Task However_many_look_a_due_time_makes_one_job()
    {
        var schedule = await ScheduleAsync(missed: TimeSpan.FromDays(2.7));

        var settlements = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => SettleAsync(schedule.Id))));

        var settled = Assert.Single(settlements.OfType<Settlement>());
        Assert.Equal((DueOutcome.Queued, 2), (settled.Outcome, settled.Due.MissedBefore));
        var job = Assert.Single(await JobsAsync(schedule.Id));
        Assert.Equal((settled.ExecutionId, JobTrigger.Schedule, JobType.Check, JobStatus.Pending), (job.Id, job.TriggeredBy, job.JobType, job.Status));
        var due = Assert.Single(await DueAsync(schedule));
        Assert.Equal((settled.Due.At, DueOutcome.Queued, job.Id, settled.Due.MissedBefore), (due.DueAt, due.Outcome, due.ExecutionId!.Value, due.MissedBefore));
    }

    [Fact]
    public async Task What_was_missed_is_skipped_when_the_schedule_says_so_and_recorded()
    {
        var schedule = await ScheduleAsync(missed: TimeSpan.FromDays(2.7), CatchUp.Skip);

        var settled = await SettleAsync(schedule.Id);

        Assert.Equal((DueOutcome.Missed, null, 2), (settled!.Outcome, settled.ExecutionId, settled.Due.MissedBefore));
        Assert.Empty(await JobsAsync(schedule.Id));
        Assert.Equal(DueOutcome.Missed, Assert.Single(await DueAsync(schedule)).Outcome);
        Assert.Null(await SettleAsync(schedule.Id));
    }

    [Fact]
    public async Task A_due_time_whose_equal_waits_is_covered_by_it()
    {
        var schedule = await ScheduleAsync(missed: TimeSpan.FromDays(1.7));
        var first = await SettleAsync(schedule.Id);
        await using (var db = core.NewContext())
        {
            await db.ScheduledJobs.Where(row => row.Id == schedule.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.LastDueAt, one => one.LastDueAt!.Value.AddDays(-1)));
            await db.DueTimes.Where(due => due.ScheduledItem == $"check:{schedule.Id}").ExecuteUpdateAsync(due => due.SetProperty(one => one.DueAt, one => one.DueAt.AddDays(-1)));
        }

        var second = await SettleAsync(schedule.Id);

        Assert.Equal((DueOutcome.Covered, first!.ExecutionId), (second!.Outcome, second.ExecutionId));
        Assert.Empty(second.NewJobs);
        Assert.Single(await JobsAsync(schedule.Id));
        Assert.Equal([DueOutcome.Covered, DueOutcome.Queued], (await DueAsync(schedule)).Select(due => due.Outcome));
    }

    [Fact]
    public async Task A_due_plan_is_backed_up_into_each_of_its_repositories()
    {
        var plan = await core.AddPlanAsync(copies: 1);
        var schedule = await ScheduleAsync(missed: TimeSpan.FromDays(1), planId: plan.Id);

        var settled = await SettleAsync(schedule.Id);

        var jobs = (await JobsAsync(schedule.Id)).OrderBy(job => job.CreatedAt).ToList();
        Assert.Equal(plan.Repositories.Select(repository => (Guid?)repository.Id), jobs.Select(job => job.RepositoryId));
        Assert.Equal(jobs.Select(job => job.Id), settled!.NewJobs.Select(job => job.Id));
        Assert.Equal(jobs[0].Id, settled.ExecutionId);
    }

    [Fact]
    public async Task A_due_time_that_is_recorded_is_never_done_again_whatever_the_row_says()
    {
        var schedule = await ScheduleAsync(missed: TimeSpan.FromDays(1.7));
        await SettleAsync(schedule.Id);
        await using (var db = core.NewContext())
        {
            await db.Jobs.Where(job => job.ScheduledJobId == schedule.Id).ExecuteDeleteAsync();
            await db.ScheduledJobs.Where(row => row.Id == schedule.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.LastDueAt, (DateTimeOffset?)null));
        }

        Assert.Null(await SettleAsync(schedule.Id));

        Assert.Empty(await JobsAsync(schedule.Id));
        Assert.Single(await DueAsync(schedule));
    }

    [Fact]
    public async Task Nobody_waits_for_one_that_froze_over_a_due_time_and_what_it_had_begun_is_done_by_the_next()
    {
        var schedule = await ScheduleAsync(missed: TimeSpan.FromDays(1.7));
        await using var frozen = await core.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await frozen.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("SELECT FROM scheduled_jobs WHERE id = $1 FOR NO KEY UPDATE", frozen) { Parameters = { new() { Value = schedule.Id } } };
        await hold.ExecuteNonQueryAsync();

        Assert.Null(await SettleAsync(schedule.Id));

        // What the database does to a transaction in which nothing happens any more.
        await transaction.RollbackAsync();
        Assert.Equal(DueOutcome.Queued, (await SettleAsync(schedule.Id))!.Outcome);
        Assert.Single(await JobsAsync(schedule.Id));
    }

    [Fact]
    public async Task What_is_disabled_is_not_due_and_an_unknown_time_zone_keeps_nothing_else_from_being_due()
    {
        var (disabled, broken, good) = (await ScheduleAsync(TimeSpan.FromDays(1.7)), await ScheduleAsync(TimeSpan.FromDays(1.7)), await ScheduleAsync(TimeSpan.FromDays(1.7)));
        await using (var db = core.NewContext())
        {
            await db.ScheduledJobs.Where(row => row.Id == disabled.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Enabled, false));
            await db.ScheduledJobs.Where(row => row.Id == broken.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.TimeZone, "Mars/Olympus"));
        }

        var loaded = await DueTimes.LoadAsync(default);

        Assert.Contains($"check:{broken.Id}", loaded.Unreadable);
        Assert.Contains(loaded.Items, item => item.EntityId == good.Id);
        Assert.DoesNotContain(loaded.Items, item => item.EntityId == disabled.Id);
    }

    [Fact]
    public async Task A_maintenance_job_is_due_like_any_other_item()
    {
        Guid id;
        await using (var db = core.NewContext())
        {
            var job = await db.MaintenanceJobs.SingleAsync(row => row.Key == MaintenanceSeed.HistoryCleanup);
            job.CountsFrom = job.CountsFrom.AddHours(-2);
            await db.SaveChangesAsync();
            id = job.Id;
        }

        var item = (await DueTimes.LoadAsync(default)).Items.Single(one => one.EntityId == id);
        var settled = await DueTimes.SettleAsync(item, default);

        Assert.Equal(($"maintenance:{id}", DueOutcome.Queued), (item.Id, settled!.Outcome));
        await using var after = core.NewContext();
        var run = await after.MaintenanceRuns.SingleAsync(one => one.MaintenanceJobId == id);
        Assert.Equal((settled.ExecutionId, MaintenanceRunStatus.Running, (Guid?)null), (run.Id, run.Status, run.LeaseId));
    }

    /// <summary>A check, or a backup of the plan, each day at the time that is half a day away, of which nothing was done for so long.</summary>
    private async Task<ScheduledJob> ScheduleAsync(TimeSpan missed, CatchUp catchUp = CatchUp.Once, Guid? planId = null)
    {
        await using var db = core.NewContext();
        var now = await DueTimes.NowAsync(db, default);
        var schedule = new ScheduledJob
        {
            Name = $"schedule {Guid.NewGuid()}", Operation = planId is null ? ScheduledOperation.Check : ScheduledOperation.Backup, PlanId = planId,
            RepositoryId = planId is null ? await core.AddRepositoryAsync() : null, CronExpression = $"0 {(now.Hour + 12) % 24} * * *", TimeZone = "UTC",
            Enabled = true, CatchUp = catchUp, JitterSeconds = 0, Blackouts = [], CountsFrom = now - missed, CreatedAt = DateTimeOffset.UnixEpoch,
        };
        db.ScheduledJobs.Add(schedule);
        await db.SaveChangesAsync();
        return schedule;
    }

    private async Task<Settlement?> SettleAsync(Guid id) =>
        await DueTimes.SettleAsync((await DueTimes.LoadAsync(default)).Items.Single(item => item.EntityId == id), default);

    private async Task<List<Job>> JobsAsync(Guid scheduleId)
    {
        await using var db = core.NewContext();
        return await db.Jobs.Where(job => job.ScheduledJobId == scheduleId).ToListAsync();
    }

    private async Task<List<DueTime>> DueAsync(ScheduledJob schedule)
    {
        await using var db = core.NewContext();
        return await db.DueTimes.Where(due => due.ScheduledItem == $"check:{schedule.Id}").OrderByDescending(due => due.DueAt).ToListAsync();
    }
}
