using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Maintenance;
using BorgUi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Maintenance.Chores;

/// <summary>Removes old jobs and logs as the settings say, and what became of due times, maintenance and alarms long ago.</summary>
internal sealed class HistoryCleanup(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time) : IMaintenanceChore
{
    private const int RecordDays = 90;

    public async Task<ChoreResult> RunAsync(MaintenanceClaim claim, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var history = (await StoredSettings.ReadAsync(db, cancellationToken)).History;
        var jobs = history.JobDaysKept is { } days ? await JobHistory.DeleteEndedAsync(db, DaysAgo(days), cancellationToken) : 0;
        var logs = await JobHistory.RemoveLogsAsync(db, history.LogJobsKept, history.LogDaysKept is { } logDays ? DaysAgo(logDays) : null, cancellationToken);
        var before = DaysAgo(RecordDays);
        var dueTimes = await db.DueTimes.Where(due => due.DecidedAt < before).ExecuteDeleteAsync(cancellationToken);
        var runs = await db.MaintenanceRuns.Where(run => run.FinishedAt < before).ExecuteDeleteAsync(cancellationToken);
        var alarms = await db.Alarms.Where(alarm => alarm.ClearedAt < before).ExecuteDeleteAsync(cancellationToken);
        return ChoreResult.Of(
            $"Removed {jobs} old jobs, and the logs of {logs} more.",
            new { DeletedCount = jobs, LogsRemoved = logs, DueTimesRemoved = dueTimes, RunsRemoved = runs, AlarmsRemoved = alarms });
    }

    private DateTimeOffset DaysAgo(int days) => time.GetUtcNow().AddDays(-days);
}
