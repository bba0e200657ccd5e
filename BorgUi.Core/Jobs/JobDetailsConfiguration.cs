using System.Linq.Expressions;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Jobs;

/// <summary>What only one kind of job has: one document in the column <c>details</c>, which all kinds share.</summary>
internal sealed class JobDetailsConfiguration :
    IEntityTypeConfiguration<BackupJob>,
    IEntityTypeConfiguration<RestoreJob>,
    IEntityTypeConfiguration<CheckJob>,
    IEntityTypeConfiguration<CompactJob>,
    IEntityTypeConfiguration<PruneJob>,
    IEntityTypeConfiguration<DeleteArchiveJob>,
    IEntityTypeConfiguration<RenameArchiveJob>,
    IEntityTypeConfiguration<ChangePassphraseJob>,
    IEntityTypeConfiguration<DownloadJob>,
    IEntityTypeConfiguration<BrowseJob>,
    IEntityTypeConfiguration<RestoreDrillJob>,
    IEntityTypeConfiguration<DiffArchivesJob>,
    IEntityTypeConfiguration<CompareLiveJob>
{
    public void Configure(EntityTypeBuilder<BackupJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<RestoreJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<CheckJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<CompactJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<PruneJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<DeleteArchiveJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<RenameArchiveJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<ChangePassphraseJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<DownloadJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<BrowseJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<RestoreDrillJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<DiffArchivesJob> builder) => Details(builder, job => job.Details);

    public void Configure(EntityTypeBuilder<CompareLiveJob> builder) => Details(builder, job => job.Details);

    private static void Details<TJob, TDetails>(EntityTypeBuilder<TJob> builder, Expression<Func<TJob, TDetails>> property)
        where TJob : Job => builder.Property(property)
            .HasColumnName("details").HasColumnType("jsonb")
            .HasConversion(new JsonColumn<TDetails>(), JsonColumn<TDetails>.Comparer);
}
