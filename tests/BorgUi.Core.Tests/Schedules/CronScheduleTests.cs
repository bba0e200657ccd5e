using System.Globalization;
using BorgUi.Core.Schedules;

namespace BorgUi.Core.Tests.Schedules;

public sealed class CronScheduleTests
{
    private const string Berlin = "Europe/Berlin";

    // In 2026 Berlin's clocks pass over 02:00 to 03:00 on 29 March and show it twice on 25 October.
    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T00:00Z", "03-28T01:30Z 03-29T01:00Z 03-30T00:30Z")]
    [InlineData("30 2 * * *", "2026-10-24T00:00Z", "10-24T00:30Z 10-25T00:30Z 10-26T01:30Z")]
    [InlineData("30 2 * * *", "2026-10-25T00:45Z", "10-26T01:30Z")]
    [InlineData("30 2 * * *", "2026-10-25T01:15Z", "10-26T01:30Z")]
    [InlineData("*/30 2 * * *", "2026-10-25T00:15Z", "10-25T00:30Z 10-25T01:00Z 10-25T01:30Z 10-26T01:00Z")]
    [InlineData("0 3 * * *", "2026-03-28T12:00Z", "03-29T01:00Z 03-30T01:00Z")]
    [InlineData("0 * * * *", "2026-03-28T23:30Z", "03-29T00:00Z 03-29T01:00Z 03-29T02:00Z")]
    [InlineData("0 * * * *", "2026-10-24T23:30Z", "10-25T00:00Z 10-25T01:00Z 10-25T02:00Z")]
    [InlineData("*/30 2 * * *", "2026-03-28T12:00Z", "03-29T01:00Z 03-30T00:00Z 03-30T00:30Z")]
    public void What_the_clocks_pass_over_is_due_once_and_what_they_show_twice_is_too(string cron, string after, string expected) =>
        Assert.Equal(expected, Words(CronSchedule.Of(cron, Berlin).After(At(after)).Take(expected.Split(' ').Length)));

    [Theory]
    [InlineData("30 4 * * 1", "11-23T04:30Z 11-30T04:30Z")]
    [InlineData("0 12 * * 7", "11-22T12:00Z 11-29T12:00Z")]
    [InlineData("0 0 13 * 5", "11-27T00:00Z 12-04T00:00Z 12-11T00:00Z 12-13T00:00Z")]
    [InlineData("5 1 31 * *", "12-31T01:05Z 01-31T01:05Z 03-31T01:05Z")]
    [InlineData("0 0 29 2 *", "02-29T00:00Z")]
    [InlineData("@daily", "11-23T00:00Z 11-24T00:00Z")]
    public void Expressions_mean_what_they_mean_in_a_crontab(string cron, string expected)
    {
        Assert.Null(CronSchedule.Check(cron));
        Assert.Equal(expected, Words(CronSchedule.Of(cron, "UTC").After(At("2026-11-22T10:00Z")).Take(expected.Split(' ').Length)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tonight")]
    [InlineData("0 3 * *")]
    [InlineData("0 0 3 * * *")]
    [InlineData("60 3 * * *")]
    [InlineData("0 25 * * *")]
    [InlineData("0 3 * * 8")]
    [InlineData("@reboot")]
    public void Nonsense_is_refused_with_a_reason(string cron) => Assert.EndsWith(".", CronSchedule.Check(cron), StringComparison.Ordinal);

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void A_day_that_no_month_has_never_comes(string cron)
    {
        Assert.Null(CronSchedule.Check(cron));
        Assert.Null(CronSchedule.Of(cron, "UTC").NextAfter(At("2026-11-22T10:00Z")));
    }

    [Fact]
    public void Looking_back_finds_the_same_times_as_looking_ahead()
    {
        foreach (var cron in (string[])["30 2 * * *", "*/15 1-3 * * *", "0 0 31 * *", "7 */5 * * 1,3"])
        {
            var schedule = CronSchedule.Of(cron, Berlin);
            var since = At("2026-03-01T00:00Z");
            var times = schedule.After(since).TakeWhile(due => due < At("2026-11-15T00:00Z")).ToList();
            foreach (var (due, next) in times.Zip(times.Skip(1)))
            {
                Assert.Equal((due, due), (schedule.NewestIn(since, due)!.Value, schedule.NewestIn(since, next.AddMilliseconds(-1))!.Value));
            }

            Assert.Null(schedule.NewestIn(times[^1], times[^1].AddSeconds(1)));
        }
    }

    [Fact]
    public void In_a_blackout_window_nothing_is_due()
    {
        var night = new Blackout([], new(22, 0), new(6, 0));
        var office = new Blackout([DayOfWeek.Monday, DayOfWeek.Tuesday], new(8, 0), new(18, 0));
        var schedule = CronSchedule.Of("0 */4 * * *", Berlin, [night, office]);

        // From Sunday noon; Berlin is an hour ahead of UTC.
        Assert.Equal("11-22T11:00Z 11-22T15:00Z 11-22T19:00Z 11-23T19:00Z 11-24T19:00Z 11-25T07:00Z", Words(schedule.After(At("2026-11-22T10:30Z")).Take(6)));
        Assert.Equal(At("2026-11-22T19:00Z"), schedule.NewestIn(At("2026-11-01T00:00Z"), At("2026-11-23T18:59Z")));
        Assert.Null(schedule.NewestIn(At("2026-11-22T19:00Z"), At("2026-11-23T18:59Z")));
        Assert.Equal(At("2026-11-23T05:00Z"), schedule.EndOfBlackout(At("2026-11-22T23:00Z")));
    }

    [Fact]
    public void Windows_around_every_time_leave_none()
    {
        var always = new[] { new Blackout([], new(0, 0), new(12, 0)), new Blackout([], new(12, 0), new(0, 0)) };

        Assert.Null(CronSchedule.Of("*/5 * * * *", "UTC", always).NextAfter(At("2026-11-22T10:00Z")));
    }

    internal static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static string Words(IEnumerable<DateTimeOffset> times) =>
        string.Join(' ', times.Select(time => time.UtcDateTime.ToString("MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)));
}
