using BorgUi.Contracts.Notifications;
using BorgUi.Core.Notifications;

namespace BorgUi.Core.Tests.Notifications;

public sealed class QuietTimeTests
{
    private const string Berlin = "Europe/Berlin";

    private static readonly QuietTime Night = new(new(22, 0), new(7, 0), FailuresPass: false);

    [Theory]
    [InlineData("2026-01-10T20:59:59Z", null)]
    [InlineData("2026-01-10T21:00:00Z", "2026-01-11T06:00:00Z")]
    [InlineData("2026-01-11T05:59:59Z", "2026-01-11T06:00:00Z")]
    [InlineData("2026-01-11T06:00:00Z", null)]
    public void A_message_of_the_night_waits_for_the_morning_of_its_zone(string now, string? until) =>
        Assert.Equal(Time(until), Night.HoldsUntil(NotificationEvent.BackupSuccess, Berlin, Time(now)!.Value));

    [Fact]
    public void The_night_in_which_the_clocks_go_forward_ends_at_seven_too() =>
        Assert.Equal(Time("2026-03-29T05:00:00Z"), Night.HoldsUntil(NotificationEvent.BackupSuccess, Berlin, Time("2026-03-28T23:00:00Z")!.Value));

    [Fact]
    public void Failures_pass_where_they_may_and_a_test_always()
    {
        var now = Time("2026-01-10T23:00:00Z")!.Value;
        var open = Night with { FailuresPass = true };

        Assert.NotNull(Night.HoldsUntil(NotificationEvent.BackupFailure, Berlin, now));
        Assert.Null(open.HoldsUntil(NotificationEvent.BackupFailure, Berlin, now));
        Assert.Null(open.HoldsUntil(NotificationEvent.WorkerLost, Berlin, now));
        Assert.NotNull(open.HoldsUntil(NotificationEvent.BackupWarning, Berlin, now));
        Assert.Null(Night.HoldsUntil(NotificationEvent.Test, Berlin, now));
    }

    private static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
