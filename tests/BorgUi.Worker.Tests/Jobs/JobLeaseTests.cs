using BorgUi.Contracts.Jobs;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class JobLeaseTests
{
    [Fact]
    public void The_first_reason_to_stop_stays_and_a_lost_lease_overrides_it()
    {
        using var lease = NewLease();

        lease.Stop(JobStopReason.CancelRequested);
        lease.Stop(JobStopReason.Shutdown);
        Assert.Equal(JobStopReason.CancelRequested, lease.StopReason);
        Assert.False(lease.Killing.IsCancellationRequested);

        lease.Kill(JobStopReason.LeaseLost);
        Assert.Equal(JobStopReason.LeaseLost, lease.StopReason);
        Assert.True(lease.Killing.IsCancellationRequested);
    }

    [Fact]
    public void A_renewal_that_comes_back_after_the_end_changes_nothing()
    {
        var lease = NewLease();
        lease.Dispose();

        lease.Kill(JobStopReason.LeaseLost);

        Assert.Equal(JobStopReason.None, lease.StopReason);
    }

    private static JobLease NewLease() => new(new(Guid.NewGuid(), Guid.NewGuid(), JobType.Backup, 1), new WorkerOptions(), TimeProvider.System.GetTimestamp(), TimeProvider.System);
}
