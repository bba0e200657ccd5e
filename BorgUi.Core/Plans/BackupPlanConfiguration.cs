using BorgUi.Contracts.Plans;
using BorgUi.Core.Data;
using BorgUi.Core.Hooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Plans;

internal sealed class BackupPlanConfiguration : IEntityTypeConfiguration<BackupPlan>
{
    public void Configure(EntityTypeBuilder<BackupPlan> builder)
    {
        builder.ToTable("backup_plans", table =>
        {
            table.HasCheckConstraint("ck_backup_plans_sources", "cardinality(sources) > 0 OR includes_borgui");
            table.HasCheckConstraint("ck_backup_plans_on_interrupted", $"on_interrupted IN ({WordConverter<InterruptionPolicy>.SqlList})");
            table.HasCheckConstraint("ck_backup_plans_chain_on_failure", $"chain_on_failure IN ({WordConverter<ChainPolicy>.SqlList})");
            table.HasCheckConstraint("ck_backup_plans_retention", "retention IS NOT NULL OR NOT run_prune_after");
            table.HasCheckConstraint("ck_backup_plans_retries", "retry_attempts >= 0 AND retry_delay > interval '0'");
            table.HasCheckConstraint("ck_backup_plans_absence", "absent_until IS NOT NULL OR absent_reason IS NULL");
        });
        builder.Property(plan => plan.OnInterrupted).HasConversion(new WordConverter<InterruptionPolicy>()).HasDefaultValue(InterruptionPolicy.Ask);
        // 0 is a choice here, not the absence of one.
        builder.Property(plan => plan.RetryAttempts).HasDefaultValue(BackupPlan.DefaultRetryAttempts).HasSentinel(BackupPlan.DefaultRetryAttempts);
        builder.Property(plan => plan.RetryDelay).HasDefaultValue(BackupPlan.DefaultRetryDelay);
        builder.Property(plan => plan.Retention).HasColumnType("jsonb").HasConversion(new JsonColumn<KeepRules?>(), JsonColumn<KeepRules?>.Comparer);
        builder.Property(plan => plan.ChainOnFailure).HasConversion(new WordConverter<ChainPolicy>()).HasDefaultValue(ChainPolicy.Stop);
        builder.Property(plan => plan.Hooks).HasColumnType("jsonb").HasDefaultValueSql("'[]'").HasConversion(new JsonColumn<List<PlanHook>>(), JsonColumn<List<PlanHook>>.Comparer);
        builder.Property(plan => plan.MustHavePaths).HasDefaultValueSql("'{}'");
        builder.HasOne(plan => plan.Repository).WithMany().HasForeignKey(plan => plan.RepositoryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(plan => plan.Name).IsUnique();
        builder.Ignore(plan => plan.Repositories);
        builder.HasMany(plan => plan.Copies).WithOne().HasForeignKey(copy => copy.PlanId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PlanCopyConfiguration : IEntityTypeConfiguration<PlanCopy>
{
    public void Configure(EntityTypeBuilder<PlanCopy> builder)
    {
        builder.ToTable("plan_copies");
        builder.Property(copy => copy.AddedAt).HasDefaultValueSql("now()");
        builder.HasKey(copy => new { copy.PlanId, copy.RepositoryId });
        builder.HasOne(copy => copy.Repository).WithMany().HasForeignKey(copy => copy.RepositoryId).OnDelete(DeleteBehavior.Restrict);
    }
}
