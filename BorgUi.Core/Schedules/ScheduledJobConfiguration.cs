using BorgUi.Contracts.Schedules;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Schedules;

internal sealed class ScheduledJobConfiguration : IEntityTypeConfiguration<ScheduledJob>, IEntityTypeConfiguration<DueTime>
{
    public void Configure(EntityTypeBuilder<ScheduledJob> builder)
    {
        builder.ToTable("scheduled_jobs", table =>
        {
            table.HasCheckConstraint("ck_scheduled_jobs_operation", $"operation IN ({WordConverter<ScheduledOperation>.SqlList})");
            table.HasCheckConstraint("ck_scheduled_jobs_target", "(operation IN ('backup', 'prune', 'restore_drill')) = (plan_id IS NOT NULL) AND (plan_id IS NULL) = (repository_id IS NOT NULL)");
            table.HasCheckConstraint("ck_scheduled_jobs_catch_up", $"catch_up IN ({WordConverter<CatchUp>.SqlList})");
            table.HasCheckConstraint("ck_scheduled_jobs_last_outcome", $"last_outcome IN ({WordConverter<DueOutcome>.SqlList})");
            table.HasCheckConstraint("ck_scheduled_jobs_jitter", "jitter_seconds >= 0");
        });
        builder.Ignore(schedule => schedule.Kind);
        builder.Ignore(schedule => schedule.Schedule);
        builder.Property(schedule => schedule.Operation).HasConversion(new WordConverter<ScheduledOperation>());
        builder.Property(schedule => schedule.CatchUp).HasConversion(new WordConverter<CatchUp>());
        builder.Property(schedule => schedule.LastOutcome).HasConversion(new WordConverter<DueOutcome>());
        builder.Property(schedule => schedule.Blackouts).HasColumnType("jsonb").HasConversion(new JsonColumn<List<Blackout>>(), JsonColumn<List<Blackout>>.Comparer);
        builder.HasOne(schedule => schedule.Plan).WithMany().HasForeignKey(schedule => schedule.PlanId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(schedule => schedule.Repository).WithMany().HasForeignKey(schedule => schedule.RepositoryId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(schedule => schedule.LastJob).WithMany().HasForeignKey(schedule => schedule.LastJobId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(schedule => schedule.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DueTime> builder)
    {
        builder.ToTable("due_times", table => table.HasCheckConstraint("ck_due_times_outcome", $"outcome IN ({WordConverter<DueOutcome>.SqlList})"));
        // The rule of the whole matter: however many workers see that something is due, it is done once.
        builder.HasKey(due => new { due.ScheduledItem, due.DueAt });
        builder.Property(due => due.Outcome).HasConversion(new WordConverter<DueOutcome>());
        builder.HasIndex(due => due.DecidedAt);
    }
}
