using BorgUi.Contracts.Signals;
using BorgUi.Core.Signals;

namespace BorgUi.Core.Tests.Signals;

public sealed class GrowthTrendTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_steady_growth_is_found_whatever_single_days_do()
    {
        var points = Days(40, day => 1000 + (10 * day) + (day % 2 == 0 ? 5 : -5));

        Assert.Equal(10, GrowthTrend.BytesPerDay(points, Now)!.Value, tolerance: 0.1);
    }

    [Fact]
    public void What_lies_before_the_last_weeks_does_not_count() =>
        Assert.Equal(0, GrowthTrend.BytesPerDay(Days(120, day => day < 60 ? 100 * day : 6000), Now)!.Value, tolerance: 0.1);

    [Fact]
    public void Of_few_points_or_few_days_nothing_is_said()
    {
        Assert.Null(GrowthTrend.BytesPerDay(Days(4, day => day), Now));
        Assert.Null(GrowthTrend.BytesPerDay([.. Enumerable.Range(0, 24).Select(hour => new GrowthPoint(Now.AddHours(-hour), 100 - hour))], Now));
    }

    [Fact]
    public void The_disk_is_full_when_the_free_space_is_used_up_at_this_pace()
    {
        Assert.Equal(Now.AddDays(30), GrowthTrend.FullAt(10, freeBytes: 300, measuredAt: Now));
        Assert.Null(GrowthTrend.FullAt(-10, freeBytes: 300, measuredAt: Now));
        Assert.Null(GrowthTrend.FullAt(null, freeBytes: 300, measuredAt: Now));
        Assert.Null(GrowthTrend.FullAt(10, freeBytes: null, measuredAt: null));
        Assert.Null(GrowthTrend.FullAt(0.001, freeBytes: long.MaxValue, measuredAt: Now));
    }

    /// <summary>One point a day, up to now.</summary>
    private static List<GrowthPoint> Days(int count, Func<int, long> size) => [.. Enumerable.Range(0, count).Select(day => new GrowthPoint(Now.AddDays(day + 1 - count), size(day)))];
}
