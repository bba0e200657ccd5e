using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Schedules;

/// <summary>Loads all that is scheduled, has done what is due, and sets the clock to what comes next.</summary>
internal sealed partial class ScheduleLoader(
    DueTimes dueTimes, ScheduleClock clock, ScheduleDispatcher dispatcher, IOptions<WorkerOptions> options, ILogger<ScheduleLoader> logger) : BackgroundService
{
    private IReadOnlyList<string> _unreadable = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception error) when (DatabaseFailure.MayPass(error) || error is TimeoutException)
            {
                // What becomes due meanwhile is found afterwards, from what is settled.
                LogNoLook(logger, error);
            }

            await clock.WaitAsync(options.Value.LoadSchedulesEvery, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var scheduled = await dueTimes.LoadAsync(cancellationToken);
        foreach (var item in scheduled.Items.Where(item => Due.Of(item, scheduled.Now) is not null))
        {
            await dispatcher.DispatchAsync(item, cancellationToken);
        }

        await clock.SetAsync(scheduled, cancellationToken);
        foreach (var id in scheduled.Unreadable.Except(_unreadable))
        {
            LogUnreadable(logger, id);
        }

        _unreadable = scheduled.Unreadable;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schedules cannot be read, the database does not answer; trying again")]
    private static partial void LogNoLook(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{ScheduledItem} is never due here: this machine does not know its time zone or cannot read its cron expression")]
    private static partial void LogUnreadable(ILogger logger, string scheduledItem);
}
