using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Plans;

internal sealed class BackupPlanConfiguration : IEntityTypeConfiguration<BackupPlan>
{
    public void Configure(EntityTypeBuilder<BackupPlan> builder)
    {
        builder.ToTable("backup_plans", table => table.HasCheckConstraint("ck_backup_plans_sources", "cardinality(sources) > 0"));
        builder.HasOne(plan => plan.Repository).WithMany().HasForeignKey(plan => plan.RepositoryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(plan => plan.Name).IsUnique();
    }
}
