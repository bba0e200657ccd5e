using System.Collections.Concurrent;
using BorgUi.Core.Schedules;
using BorgUi.Worker.Jobs;
using Quartz;

namespace BorgUi.Worker.Schedules;

/// <summary>
/// Quartz as the clock: it rings when the next due time of an item has come. What is due then is read from the database; a clock that
/// rings wrongly, or not at all, costs a look or a few seconds.
/// </summary>
internal sealed class ScheduleClock(ISchedulerFactory schedulers, TimeProvider time)
{
    private const string Group = "schedules";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _set = new(StringComparer.Ordinal);
    private readonly JobPulse _rings = new(time);

    private static readonly IJobDetail Bell = JobBuilder.Create<ScheduleBell>().WithIdentity("bell", Group).StoreDurably().Build();

    /// <summary>Sets it to the next due time of each item.</summary>
    public async Task SetAsync(ScheduledItems scheduled, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.AddJob(Bell, AddJobOptions.Replacing, cancellationToken);
        // Due times are the database's; the clock of this machine may be off.
        var ahead = time.GetUtcNow() - scheduled.Now;
        var next = scheduled.Items.Select(item => (item.Id, At: item.Schedule.NextAfter(scheduled.Now))).Where(due => due.At is not null).ToDictionary(due => due.Id, due => due.At!.Value);
        foreach (var (id, at) in next.Where(due => !_set.TryGetValue(due.Key, out var known) || known != due.Value))
        {
            var trigger = TriggerBuilder.Create(time).WithIdentity(id, Group).ForJob(Bell).StartAt(at + ahead).Build();
            await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, cancellationToken);
            _set[id] = at;
        }

        foreach (var id in _set.Keys.Except(next.Keys))
        {
            await scheduler.UnscheduleJob(new TriggerKey(id, Group), cancellationToken);
            _set.TryRemove(id, out _);
        }
    }

    /// <summary>Returns when it rings, or when <paramref name="patience"/> is over.</summary>
    public Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken) => _rings.WaitAsync(patience, cancellationToken);

    /// <summary>An item's time has come; it is set anew after the look that follows.</summary>
    public void Ring(string itemId)
    {
        _set.TryRemove(itemId, out _);
        _rings.Beat();
    }
}

/// <summary>What Quartz runs at a due time.</summary>
internal sealed class ScheduleBell(ScheduleClock clock) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        clock.Ring(context.Trigger.Key.Name);
        return ValueTask.CompletedTask;
    }
}
