using BorgUi.LocalHosting.Running;

namespace BorgUi.LocalHosting.Tests.Hosting;

public sealed class RestartBackoffTests
{
    [Fact]
    public void Waits_twice_as_long_each_time_up_to_half_a_minute()
    {
        var backoff = new RestartBackoff(TimeProvider.System);

        var delays = Enumerable.Range(0, 7).Select(_ => backoff.Crashed().TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], delays);
    }

    [Fact]
    public void Begins_anew_after_a_minute_that_went_well()
    {
        var time = new SteppingTime();
        var backoff = new RestartBackoff(time);
        backoff.Crashed();
        backoff.Crashed();
        backoff.Started();

        time.Step(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromSeconds(1), backoff.Crashed());
    }

    private sealed class SteppingTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Step(TimeSpan by) => _ticks += by.Ticks;
    }
}
