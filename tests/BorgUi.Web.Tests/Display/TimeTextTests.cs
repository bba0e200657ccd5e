using BorgUi.Web.Display;

namespace BorgUi.Web.Tests.Display;

public sealed class TimeTextTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.2, "under 1 s")]
    [InlineData(45, "45 s")]
    [InlineData(60, "1 m")]
    [InlineData(4332, "1 h 12 m")]
    [InlineData(3600, "1 h")]
    [InlineData(100_800, "1 d 4 h")]
    public void Writes_durations_in_their_two_largest_units(double seconds, string expected) =>
        Assert.Equal(expected, DurationText.Short(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(10, "just now")]
    [InlineData(-10, "just now")]
    [InlineData(12 * 60, "12 min ago")]
    [InlineData(6 * 3600, "6 h ago")]
    [InlineData(-3 * 86_400, "in 3 d")]
    [InlineData(90L * 86_400, "3 months ago")]
    [InlineData(1095L * 86_400, "3 years ago")]
    public void Writes_ages_in_one_unit(long secondsAgo, string expected) =>
        Assert.Equal(expected, AgeText.Short(Now.AddSeconds(-secondsAgo), Now));

    [Fact]
    public void Writes_the_full_date_with_its_zone() =>
        Assert.Equal("Wed 1 May 2024, 12:00:00 UTC", AgeText.Full(Now));
}
