using BorgUi.Core.Access;
using BorgUi.Core.Alarms;
using BorgUi.Core.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Jobs;
using BorgUi.Core.Maintenance;
using BorgUi.Core.Notifications;
using BorgUi.Core.Plans;
using BorgUi.Core.Proofs;
using BorgUi.Core.Repositories;
using BorgUi.Core.Schedules;
using BorgUi.Core.Settings;
using BorgUi.Core.Signals;
using BorgUi.Core.Workers;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Data;

/// <summary>Everything BorgUi knows. Names in the database are snake_case, times timestamptz in UTC, keys UUIDv7.</summary>
public sealed class BorgUiDbContext(DbContextOptions<BorgUiDbContext> options) : IdentityUserContext<User, Guid>(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    public DbSet<Repository> Repositories => Set<Repository>();

    public DbSet<BackupPlan> Plans => Set<BackupPlan>();

    public DbSet<Archive> Archives => Set<Archive>();

    public DbSet<IndexSeries> IndexSeries => Set<IndexSeries>();

    public DbSet<IndexPoint> IndexPoints => Set<IndexPoint>();

    /// <summary>To read: what the indexed archives hold.</summary>
    public DbSet<IndexVersion> IndexVersions => Set<IndexVersion>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<JobLogChunk> JobLogChunks => Set<JobLogChunk>();

    /// <summary>To read: a view of the chunks, line by line.</summary>
    public DbSet<JobLogEntry> JobLog => Set<JobLogEntry>();

    public DbSet<JobReportChunk> JobReportChunks => Set<JobReportChunk>();

    public DbSet<ScheduledJob> ScheduledJobs => Set<ScheduledJob>();

    public DbSet<DueTime> DueTimes => Set<DueTime>();

    public DbSet<MaintenanceJob> MaintenanceJobs => Set<MaintenanceJob>();

    public DbSet<MaintenanceRun> MaintenanceRuns => Set<MaintenanceRun>();

    public DbSet<NotificationChannel> NotificationChannels => Set<NotificationChannel>();

    public DbSet<NotificationDelivery> NotificationDeliveries => Set<NotificationDelivery>();

    public DbSet<Proof> Proofs => Set<Proof>();

    public DbSet<BackupFigures> BackupFigures => Set<BackupFigures>();

    public DbSet<WorkerNode> Workers => Set<WorkerNode>();

    public DbSet<Alarm> Alarms => Set<Alarm>();

    public DbSet<SettingsSection> Settings => Set<SettingsSection>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasPostgresExtension("pg_trgm");
        builder.ApplyConfigurationsFromAssembly(typeof(BorgUiDbContext).Assembly);
        builder.UseSnakeCaseNames();
    }
}
