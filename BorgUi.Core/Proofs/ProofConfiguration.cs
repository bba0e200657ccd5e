using BorgUi.Contracts.Proofs;
using BorgUi.Core.Archives;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Proofs;

internal sealed class ProofConfiguration : IEntityTypeConfiguration<Proof>
{
    public void Configure(EntityTypeBuilder<Proof> builder)
    {
        builder.ToTable("proofs", table =>
        {
            table.HasCheckConstraint("ck_proofs_kind", $"kind IN ({WordConverter<ProofKind>.SqlList})");
            table.HasCheckConstraint("ck_proofs_speed", "bytes_per_second > 0");
        });
        builder.Property(proof => proof.Kind).HasConversion(new WordConverter<ProofKind>());
        builder.HasOne<Repository>().WithMany().HasForeignKey(proof => proof.RepositoryId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<BackupPlan>().WithMany().HasForeignKey(proof => proof.PlanId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Archive>().WithMany().HasForeignKey(proof => proof.ArchiveId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Job>().WithMany().HasForeignKey(proof => proof.JobId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(proof => new { proof.RepositoryId, proof.Kind, proof.At }, "ix_proofs_by_repository").IsDescending(false, false, true);
        builder.HasIndex(proof => new { proof.PlanId, proof.At }, "ix_proofs_by_plan").IsDescending(false, true).HasFilter("plan_id IS NOT NULL");
    }
}
