using BorgUi.Contracts.Schedules;
using BorgUi.Core.Jobs;
using BorgUi.Core.Schedules;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;
using BorgUi.Worker.Tests.Trouble;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Schedules;

/// <summary>With a real clock, for minutes: only <c>./test.sh --slow</c> runs it.</summary>
[Trait("Speed", "Slow")]
public sealed class LongScheduleTests : IAsyncLifetime
{
    private const int Minutes = 10;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Each_minute_is_done_once_by_three_workers_of_which_one_freezes_and_one_is_killed()
    {
        var schedule = await EveryMinuteAsync();
        await using var steady = await WorkerProcess.StartAsync(_fixture, machine: "steady");
        await using var frozen = await WorkerProcess.StartAsync(_fixture, machine: "frozen");
        await using var killed = await WorkerProcess.StartAsync(_fixture, machine: "killed");

        await WaitForAsync(schedule, minutes: 2);
        frozen.Send(Signal.Stop);
        await WaitForAsync(schedule, minutes: 4);
        await killed.KillAsync();
        await WaitForAsync(schedule, minutes: 6);
        frozen.Send(Signal.Continue);
        var due = await WaitForAsync(schedule, Minutes);

        Assert.All(due, one => Assert.Equal((DueOutcome.Queued, 0), (one.Outcome, one.MissedBefore)));
        Assert.Equal(Enumerable.Range(0, due.Count).Select(minute => due[0].DueAt.AddMinutes(minute)), due.Select(one => one.DueAt));
        await using var db = _fixture.NewContext();
        var jobs = await db.Jobs.Where(job => job.ScheduledJobId == schedule).Select(job => job.Id).ToListAsync();
        Assert.Equal(due.Select(one => one.ExecutionId!.Value).Order(), jobs.Order());
    }

    /// <summary>Waits for so many due times; what they made is cancelled at once, so that the next one finds none waiting.</summary>
    private async Task<List<DueTime>> WaitForAsync(Guid schedule, int minutes)
    {
        List<DueTime> due = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                await using var db = _fixture.NewContext();
                foreach (var job in await db.Jobs.Where(job => job.ScheduledJobId == schedule).WhereActive().Select(job => job.Id).ToListAsync())
                {
                    await _fixture.Get<JobControl>().RequestCancelAsync(job, default);
                }

                due = await db.DueTimes.Where(one => one.ScheduledItem == $"check:{schedule}").OrderBy(one => one.DueAt).ToListAsync();
                return due.Count >= minutes;
            },
            within: TimeSpan.FromMinutes(minutes + 5));
        return due;
    }

    /// <summary>A check of a repository that no worker serves.</summary>
    private async Task<Guid> EveryMinuteAsync()
    {
        var repository = await _fixture.AddRepositoryAsync(site: "nowhere");
        await using var db = _fixture.NewContext();
        var schedule = new ScheduledJob
        {
            Name = "every minute", Operation = ScheduledOperation.Check, RepositoryId = repository, CronExpression = "* * * * *", TimeZone = "Europe/Berlin",
            Enabled = true, CatchUp = CatchUp.Once, JitterSeconds = 0, Blackouts = [], CountsFrom = await DueTimes.NowAsync(db, default), CreatedAt = DateTimeOffset.UnixEpoch,
        };
        db.ScheduledJobs.Add(schedule);
        await db.SaveChangesAsync();
        return schedule.Id;
    }
}
