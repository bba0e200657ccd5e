using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Jobs;

/// <summary>Logs are stored in chunks and read by line, through the view <c>job_log</c>.</summary>
internal sealed class JobLogConfiguration : IEntityTypeConfiguration<JobLogChunk>, IEntityTypeConfiguration<JobLogEntry>
{
    public void Configure(EntityTypeBuilder<JobLogChunk> builder)
    {
        builder.ToTable("job_log_chunks", table => table.HasCheckConstraint(
            "ck_job_log_chunks_length",
            "last_number - first_number + 1 = cardinality(messages) AND cardinality(messages) = cardinality(at) AND cardinality(messages) = cardinality(levels)"));
        builder.HasKey(chunk => new { chunk.JobId, chunk.FirstNumber });
        builder.HasOne<Job>().WithMany().HasForeignKey(chunk => chunk.JobId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<JobLogEntry> builder)
    {
        builder.ToView("job_log");
        builder.HasKey(entry => new { entry.JobId, entry.Number });
        builder.Property(entry => entry.Level).HasConversion(new WordConverter<JobLogLevel>());
    }
}
