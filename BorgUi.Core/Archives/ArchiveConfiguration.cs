using BorgUi.Contracts.Archives;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Archives;

internal sealed class ArchiveConfiguration : IEntityTypeConfiguration<Archive>
{
    public void Configure(EntityTypeBuilder<Archive> builder)
    {
        builder.ToTable("archives", table => table.HasCheckConstraint("ck_archives_index_state", $"index_state IN ({WordConverter<IndexState>.SqlList})"));
        builder.Property(archive => archive.IndexState).HasConversion(new WordConverter<IndexState>());
        builder.HasOne(archive => archive.Repository).WithMany().HasForeignKey(archive => archive.RepositoryId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(archive => archive.Plan).WithMany().HasForeignKey(archive => archive.PlanId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Job>().WithMany().HasForeignKey(archive => archive.JobId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(archive => new { archive.RepositoryId, archive.BorgId }).IsUnique();
        builder.HasIndex(archive => new { archive.StartedAt, archive.Id }).IsDescending();
    }
}
