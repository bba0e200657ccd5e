using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Maintenance;

/// <summary>The maintenance jobs that every installation has.</summary>
public static class MaintenanceSeed
{
    public const string HistoryCleanup = "history_cleanup";

    private static readonly (string Key, MaintenanceJobType JobType, string? Cron, bool Visible)[] Jobs =
    [
        (HistoryCleanup, MaintenanceJobType.HistoryCleanup, "17 * * * *", true),
        ("access_cleanup", MaintenanceJobType.AccessCleanup, "37 * * * *", true),
        ("worker_cleanup", MaintenanceJobType.WorkerCleanup, "47 3 * * *", true),
        ("database_report", MaintenanceJobType.DatabaseReport, "7 4 * * *", true),
    ];

    /// <summary>Adds what is missing; what is there stays as people have set it.</summary>
    public static async Task ApplyAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        foreach (var (key, jobType, cron, visible) in Jobs)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO maintenance_jobs (id, key, job_type, schedule_cron, enabled, visible_in_ui, counts_from)
                VALUES ({Guid.CreateVersion7()}, {key}, {WordConverter<MaintenanceJobType>.WordOf(jobType)}, {cron}, true, {visible}, now())
                ON CONFLICT (key) DO NOTHING
                """,
                cancellationToken);
        }
    }
}
