using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Jobs;

internal sealed class JobReportConfiguration : IEntityTypeConfiguration<JobReportChunk>
{
    public void Configure(EntityTypeBuilder<JobReportChunk> builder)
    {
        builder.ToTable("job_report_chunks", table => table.HasCheckConstraint("ck_job_report_chunks_outcome", $"outcome IN ({WordConverter<ReportOutcome>.SqlList}, {WordConverter<DifferenceChange>.SqlList})"));
        builder.HasKey(chunk => new { chunk.JobId, chunk.Number });
        builder.HasOne<Job>().WithMany().HasForeignKey(chunk => chunk.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
