using BorgUi.Contracts.Jobs;
using BorgUi.ServiceDefaults.Redis;

namespace BorgUi.Worker.Jobs;

/// <summary>Passes hints from Redis on: look at the queue, and at what should be cancelled. Without Redis polling does the same, later.</summary>
internal sealed class JobSignalListener(IMessageBus bus, JobDispatcher dispatcher, JobLeaseKeeper leases) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in bus.SubscribeAsync([JobChannels.Signals], stoppingToken))
        {
            dispatcher.Pulse.Beat();
            leases.Pulse.Beat();
        }
    }
}
