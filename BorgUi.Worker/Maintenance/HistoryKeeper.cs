using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Maintenance;

/// <summary>Removes old jobs and logs as the settings say. Several workers may do it at once: what one has removed the other does not find.</summary>
internal sealed partial class HistoryKeeper(
    IDbContextFactory<BorgUiDbContext> contexts, IOptions<WorkerOptions> options, TimeProvider time, ILogger<HistoryKeeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.KeepHistoryEvery, time);
        do
        {
            try
            {
                await CleanUpAsync(stoppingToken);
            }
            catch (Exception error) when (DatabaseFailure.MayPass(error) || error is TimeoutException)
            {
                LogNotCleanedUp(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var history = (await StoredSettings.ReadAsync(db, cancellationToken)).History;
        var jobs = history.JobDaysKept is { } days ? await JobHistory.DeleteEndedAsync(db, DaysAgo(days), cancellationToken) : 0;
        var logs = await JobHistory.RemoveLogsAsync(db, history.LogJobsKept, history.LogDaysKept is { } logDays ? DaysAgo(logDays) : null, cancellationToken);
        if (jobs + logs > 0)
        {
            LogCleanedUp(logger, jobs, logs);
        }
    }

    private DateTimeOffset DaysAgo(int days) => time.GetUtcNow().AddDays(-days);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Jobs} old jobs, and the logs of {Logs} more")]
    private static partial void LogCleanedUp(ILogger logger, int jobs, int logs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old jobs and logs could not be removed, the database does not answer; trying again later")]
    private static partial void LogNotCleanedUp(ILogger logger, Exception error);
}
