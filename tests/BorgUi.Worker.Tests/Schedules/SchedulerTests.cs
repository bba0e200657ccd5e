using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Schedules;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using BorgUi.Worker.Tests.Jobs;
using BorgUi.Worker.Tests.Trouble;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Schedules;

/// <summary>Several workers over the same schedules. Nobody serves the site of the jobs: that they are made is what counts.</summary>
public sealed class SchedulerTests : IAsyncLifetime
{
    private readonly WorkerFixture _fixture = new();

    private PostgresServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(durable: true);
        await _fixture.InitializeAsync(_server);
    }

    public async Task DisposeAsync()
    {
        await _fixture.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Three_workers_make_one_job_for_what_was_missed_and_none_for_what_is_skipped()
    {
        var once = await ScheduleAsync(CatchUp.Once);
        var skip = await ScheduleAsync(CatchUp.Skip);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            _fixture.StartWorker(("BorgUi:Worker:LoadSchedulesEvery", "00:00:00.1"));
        }

        await Eventually.HoldsAsync(async () => (await DueAsync(once)).Count > 0 && (await DueAsync(skip)).Count > 0);
        await _fixture.WaitForWorkersAsync(3);

        var due = Assert.Single(await DueAsync(once));
        Assert.Equal((DueOutcome.Queued, 2), (due.Outcome, due.MissedBefore));
        Assert.Equal((due.ExecutionId, JobTrigger.Schedule), Assert.Single(await JobsAsync(once)) is { } job ? (job.Id, job.TriggeredBy) : default);
        Assert.Equal((DueOutcome.Missed, 2, null), Assert.Single(await DueAsync(skip)) is { } missed ? (missed.Outcome, missed.MissedBefore, missed.ExecutionId) : default);
        Assert.Empty(await JobsAsync(skip));
    }

    [Fact]
    public async Task A_worker_that_is_killed_over_a_due_time_leaves_it_whole_to_the_next()
    {
        var schedule = await ScheduleAsync(CatchUp.Once);
        await using (var dueTimes = await TableLock.AgainstWritersAsync(_fixture.Database.ConnectionString, "due_times"))
        {
            await using var killed = await WorkerProcess.StartAsync(_fixture);
            await dueTimes.WaitForVisitorAsync();
            await killed.KillAsync();
        }

        _fixture.StartWorker(("BorgUi:Worker:LoadSchedulesEvery", "00:00:00.1"));
        await Eventually.HoldsAsync(async () => (await DueAsync(schedule)).Count > 0);

        Assert.Equal(Assert.Single(await DueAsync(schedule)).ExecutionId, Assert.Single(await JobsAsync(schedule)).Id);
    }

    [Fact]
    public async Task A_database_that_crashes_just_when_something_is_due_has_it_done_once_when_it_is_back()
    {
        var schedule = await ScheduleAsync(CatchUp.Once);
        await using (var dueTimes = await TableLock.AgainstWritersAsync(_fixture.Database.ConnectionString, "due_times"))
        {
            foreach (var _ in Enumerable.Range(0, 2))
            {
                _fixture.StartWorker(("BorgUi:Worker:LoadSchedulesEvery", "00:00:00.1"));
            }

            await dueTimes.WaitForVisitorAsync();
            _server.CrashNow();
        }

        await _server.StartAgainAsync();

        await Eventually.HoldsAsync(() => IsDoneAsync(schedule));
        Assert.Equal(Assert.Single(await DueAsync(schedule)).ExecutionId, Assert.Single(await JobsAsync(schedule)).Id);
    }

    // The test's own connections were cut as well.
    private async Task<bool> IsDoneAsync(Guid schedule)
    {
        try
        {
            return (await DueAsync(schedule)).Count > 0;
        }
        catch (Exception error) when (DatabaseFailure.MayPass(error))
        {
            return false;
        }
    }

    /// <summary>A daily check that was due half a day ago and on the two days before, of a repository that no worker serves.</summary>
    private async Task<Guid> ScheduleAsync(CatchUp catchUp)
    {
        var repository = await _fixture.AddRepositoryAsync(site: "nowhere");
        await using var db = _fixture.NewContext();
        var now = await DueTimes.NowAsync(db, default);
        var schedule = new ScheduledJob
        {
            Name = $"schedule {Guid.NewGuid()}", Operation = ScheduledOperation.Check, RepositoryId = repository, CronExpression = $"0 {(now.Hour + 12) % 24} * * *", TimeZone = "UTC",
            Enabled = true, CatchUp = catchUp, JitterSeconds = 0, Blackouts = [], CountsFrom = now.AddDays(-2.7), CreatedAt = now,
        };
        db.ScheduledJobs.Add(schedule);
        await db.SaveChangesAsync();
        return schedule.Id;
    }

    private async Task<List<Job>> JobsAsync(Guid schedule)
    {
        await using var db = _fixture.NewContext();
        return await db.Jobs.Where(job => job.ScheduledJobId == schedule).ToListAsync();
    }

    private async Task<List<DueTime>> DueAsync(Guid schedule)
    {
        await using var db = _fixture.NewContext();
        return await db.DueTimes.Where(due => due.ScheduledItem == $"check:{schedule}").ToListAsync();
    }
}
