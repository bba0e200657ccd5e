using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Maintenance;

/// <summary>The maintenance jobs that every installation has.</summary>
public static class MaintenanceSeed
{
    public const string HistoryCleanup = "history_cleanup";

    /// <summary>What runs when somebody asks for retention.</summary>
    public const string RetentionManual = "retention_cleanup_manual";

    // The nightly retention is off: a plan with keep rules that does not prune after its backups must not lose archives to a new version.
    private static readonly (string Key, MaintenanceJobType JobType, string? Cron, bool Enabled, bool Visible)[] Jobs =
    [
        (HistoryCleanup, MaintenanceJobType.HistoryCleanup, "17 * * * *", true, true),
        ("access_cleanup", MaintenanceJobType.AccessCleanup, "37 * * * *", true, true),
        ("worker_cleanup", MaintenanceJobType.WorkerCleanup, "47 3 * * *", true, true),
        ("database_report", MaintenanceJobType.DatabaseReport, "7 4 * * *", true, true),
        ("delivery_log", MaintenanceJobType.DeliveryLog, "57 * * * *", true, true),
        ("retention_cleanup_nightly", MaintenanceJobType.RetentionCleanup, "27 2 * * *", false, true),
        (RetentionManual, MaintenanceJobType.RetentionCleanup, null, true, false),
    ];

    /// <summary>Adds what is missing; what is there stays as people have set it.</summary>
    public static async Task ApplyAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        foreach (var (key, jobType, cron, enabled, visible) in Jobs)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO maintenance_jobs (id, key, job_type, schedule_cron, enabled, visible_in_ui, counts_from)
                VALUES ({Guid.CreateVersion7()}, {key}, {WordConverter<MaintenanceJobType>.WordOf(jobType)}, {cron}, {enabled}, {visible}, now())
                ON CONFLICT (key) DO NOTHING
                """,
                cancellationToken);
        }
    }
}
