using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Schedules;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Schedules;

/// <summary>Has a due item done, whatever it is, and tells of it.</summary>
internal sealed partial class ScheduleDispatcher(DueTimes dueTimes, JobEvents events, JobDispatcher jobs, ILogger<ScheduleDispatcher> logger)
{
    public async Task DispatchAsync(ScheduledItem item, CancellationToken cancellationToken)
    {
        try
        {
            if (await dueTimes.SettleAsync(item, cancellationToken) is { } settlement)
            {
                await TellAsync(item, settlement, cancellationToken);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException && !DatabaseFailure.MayPass(error))
        {
            // One that cannot be done must not keep the others from being done.
            LogNotDispatched(logger, item.Id, error);
        }
    }

    private async Task TellAsync(ScheduledItem item, Settlement settlement, CancellationToken cancellationToken)
    {
        if (settlement.Outcome == DueOutcome.Missed)
        {
            LogMissed(logger, item.Id, settlement.Due.At, settlement.Due.MissedBefore);
            return;
        }

        LogDispatched(logger, item.Id, settlement.Due.At, settlement.Outcome, settlement.ExecutionId!.Value);
        foreach (var job in settlement.NewJobs)
        {
            jobs.Pulse.Beat();
            await events.AnnounceAsync(job, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{ScheduledItem} was due at {DueAt:O}: {Outcome}, {ExecutionId}")]
    private static partial void LogDispatched(ILogger logger, string scheduledItem, DateTimeOffset dueAt, DueOutcome outcome, Guid executionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{ScheduledItem} was due at {DueAt:O}, and {MissedBefore} times before, while no worker ran; it is not caught up")]
    private static partial void LogMissed(ILogger logger, string scheduledItem, DateTimeOffset dueAt, int missedBefore);

    [LoggerMessage(Level = LogLevel.Error, Message = "{ScheduledItem} is due but cannot be done; trying again")]
    private static partial void LogNotDispatched(ILogger logger, string scheduledItem, Exception error);
}
