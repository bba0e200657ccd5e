using BorgUi.Contracts.Schedules;
using BorgUi.Core.Schedules;
using static BorgUi.Core.Tests.Schedules.CronScheduleTests;

namespace BorgUi.Core.Tests.Schedules;

public sealed class DueTests
{
    [Fact]
    public void Nothing_is_due_twice_nor_before_its_time()
    {
        var item = Nightly(settledUntil: "2026-11-21T03:00Z");

        Assert.Null(Due.Of(item, At("2026-11-22T02:59:59Z")));
        Assert.Equal(new(At("2026-11-22T03:00Z"), 0, false), Due.Of(item, At("2026-11-22T03:00Z")));
        Assert.Null(Due.Of(item with { SettledUntil = At("2026-11-22T03:00Z") }, At("2026-11-22T03:00:01Z")));
    }

    [Fact]
    public void The_newest_of_several_due_times_stands_for_all()
    {
        var item = Nightly(settledUntil: "2026-11-18T04:00Z");

        Assert.Equal(new(At("2026-11-22T03:00Z"), 3, false), Due.Of(item, At("2026-11-22T14:00Z")));
        Assert.Equal(new(At("2026-11-22T03:00Z"), 3, true), Due.Of(item with { CatchUp = CatchUp.Skip }, At("2026-11-22T14:00Z")));
    }

    [Theory]
    [InlineData("0 3 * * *", "2026-11-22T03:05:00Z", false)]
    [InlineData("0 3 * * *", "2026-11-22T03:05:01Z", true)]
    [InlineData("* * * * *", "2026-11-22T03:00:15Z", false)]
    [InlineData("* * * * *", "2026-11-22T03:00:16Z", true)]
    public void A_short_absence_misses_nothing(string cron, string now, bool isMissed)
    {
        var item = Nightly(settledUntil: "2026-11-22T02:00Z") with { Schedule = CronSchedule.Of(cron, "UTC"), CatchUp = CatchUp.Skip };

        Assert.Equal(isMissed, Due.Of(item, At(now))!.IsMissed);
    }

    [Fact]
    public void A_clock_that_jumps_changes_no_due_time()
    {
        var item = Nightly(settledUntil: "2026-11-22T03:00Z");

        Assert.Null(Due.Of(item, At("2026-11-21T03:00Z")));
        Assert.Equal(At("2026-11-29T03:00Z"), Due.Of(item, At("2026-11-29T17:11Z"))!.At);
    }

    [Fact]
    public void The_jitter_is_the_same_for_all_workers_and_stays_within_its_bounds()
    {
        var item = Nightly(settledUntil: "2026-11-18T04:00Z") with { JitterSeconds = 600 };
        var delays = item.Schedule.After(item.SettledUntil).Take(50).Select(at => (at, begin: new Due(at, 0, false).NotBefore(item, at) ?? at)).ToList();

        Assert.All(delays, delay => Assert.InRange(delay.begin - delay.at, TimeSpan.Zero, TimeSpan.FromSeconds(600)));
        Assert.All(delays, delay => Assert.Equal(delay.begin, new Due(delay.at, 0, false).NotBefore(item with { }, delay.at) ?? delay.at));
        Assert.True(delays.Select(delay => delay.begin - delay.at).Distinct().Count() > 25);
    }

    [Fact]
    public void What_is_caught_up_waits_for_the_end_of_a_blackout_and_no_jitter_leads_into_one()
    {
        var schedule = CronSchedule.Of("59 7 * * *", "UTC", [new Blackout([], new(8, 0), new(18, 0))]);
        var item = Nightly(settledUntil: "2026-11-20T00:00Z") with { Schedule = schedule };
        var due = new Due(At("2026-11-21T07:59Z"), 0, false);

        Assert.Equal(At("2026-11-21T18:00Z"), due.NotBefore(item, At("2026-11-21T09:30Z")));
        Assert.Null(due.NotBefore(item, At("2026-11-21T19:30Z")));
        Assert.True(due.NotBefore(item with { JitterSeconds = 86_400 }, due.At) is null or { Hour: < 8 or >= 18 });
    }

    private static ScheduledItem Nightly(string settledUntil) => new()
    {
        Kind = "backup", EntityId = Guid.Parse("01900000-0000-7000-8000-000000000001"), Schedule = CronSchedule.Of("0 3 * * *", "UTC"),
        CatchUp = CatchUp.Once, SettledUntil = At(settledUntil),
    };
}
