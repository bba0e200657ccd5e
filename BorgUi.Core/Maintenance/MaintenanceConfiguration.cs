using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Maintenance;

internal sealed class MaintenanceConfiguration : IEntityTypeConfiguration<MaintenanceJob>, IEntityTypeConfiguration<MaintenanceRun>
{
    public void Configure(EntityTypeBuilder<MaintenanceJob> builder)
    {
        builder.ToTable("maintenance_jobs");
        builder.Property(job => job.JobType).HasConversion(new WordConverter<MaintenanceJobType>());
        builder.Ignore(job => job.Kind);
        builder.Ignore(job => job.Schedule);
        builder.HasIndex(job => job.Key).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MaintenanceRun> builder)
    {
        builder.ToTable("maintenance_runs", table =>
        {
            table.HasCheckConstraint("ck_maintenance_runs_status", $"status IN ({WordConverter<MaintenanceRunStatus>.SqlList})");
            table.HasCheckConstraint("ck_maintenance_runs_end", "(status = 'running') = (finished_at IS NULL)");
        });
        builder.Property(run => run.Status).HasConversion(new WordConverter<MaintenanceRunStatus>());
        builder.Property(run => run.ResultJson).HasColumnType("jsonb");
        builder.HasOne(run => run.MaintenanceJob).WithMany().HasForeignKey(run => run.MaintenanceJobId).OnDelete(DeleteBehavior.Cascade);
        // A run for a plan that is gone must not become one for all.
        builder.HasOne<BackupPlan>().WithMany().HasForeignKey(run => run.PlanId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Repository>().WithMany().HasForeignKey(run => run.RepositoryId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(run => run.MaintenanceJobId, "ix_maintenance_runs_one_running").IsUnique().HasFilter("status = 'running'");
        builder.HasIndex(run => new { run.MaintenanceJobId, run.StartedAt, run.Id }, "ix_maintenance_runs_by_job").IsDescending(false, true, true);
        builder.HasIndex(run => new { run.StartedAt, run.Id }, "ix_maintenance_runs_history").IsDescending();
    }
}
