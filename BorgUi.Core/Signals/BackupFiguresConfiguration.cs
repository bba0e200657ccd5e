using BorgUi.Contracts.Signals;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Signals;

internal sealed class BackupFiguresConfiguration : IEntityTypeConfiguration<BackupFigures>
{
    public void Configure(EntityTypeBuilder<BackupFigures> builder)
    {
        builder.ToTable("backup_figures", table => table.HasCheckConstraint("ck_backup_figures_looked", "(looked_at IS NULL) = (looked_by IS NULL)"));
        builder.HasKey(figures => figures.ArchiveId);
        builder.Property(figures => figures.ArchiveId).ValueGeneratedNever();
        builder.Property(figures => figures.Changes).HasColumnType("jsonb").HasConversion(new JsonColumn<BackupChanges?>(), JsonColumn<BackupChanges?>.Comparer);
        builder.Property(figures => figures.Signals).HasColumnType("jsonb").HasConversion(new JsonColumn<List<BackupSignal>?>(), JsonColumn<List<BackupSignal>?>.Comparer);
        builder.HasOne(figures => figures.Repository).WithMany().HasForeignKey(figures => figures.RepositoryId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(figures => figures.Plan).WithMany().HasForeignKey(figures => figures.PlanId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(figures => new { figures.PlanId, figures.StartedAt }, "ix_backup_figures_of_plan").IsDescending(false, true).HasFilter("plan_id IS NOT NULL");
        builder.HasIndex(figures => new { figures.RepositoryId, figures.StartedAt }, "ix_backup_figures_of_repository").IsDescending(false, true);
        builder.HasIndex(figures => figures.RepositoryId, "ix_backup_figures_to_look_at").HasFilter("signals IS NOT NULL AND looked_at IS NULL AND plan_id IS NOT NULL");
    }
}
