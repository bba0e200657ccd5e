using BorgUi.Contracts.Archives;
using BorgUi.Core.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Archives.Index;

/// <summary>
/// The tables of the archive index. Names and paths are compared byte by byte. What is written a million times has no key and no
/// foreign key: one index in the order of the folders serves browsing, versions and differences.
/// </summary>
internal sealed class IndexConfiguration :
    IEntityTypeConfiguration<IndexSeries>,
    IEntityTypeConfiguration<IndexPoint>,
    IEntityTypeConfiguration<IndexVersion>,
    IEntityTypeConfiguration<IndexNames>
{
    private const string ByteByByte = "C";

    public void Configure(EntityTypeBuilder<IndexSeries> builder)
    {
        builder.ToTable("index_series");
        builder.Property(series => series.Id).UseIdentityAlwaysColumn();
        builder.HasOne<Repository>().WithMany().HasForeignKey(series => series.RepositoryId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(series => new { series.RepositoryId, series.Key }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IndexPoint> builder)
    {
        builder.ToTable("index_points");
        builder.HasKey(point => new { point.SeriesId, point.Position });
        builder.HasOne<IndexSeries>().WithMany().HasForeignKey(point => point.SeriesId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Archive>().WithMany().HasForeignKey(point => point.ArchiveId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(point => point.ArchiveId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IndexVersion> builder)
    {
        builder.HasNoKey();
        // Room in each page for the few versions of it that end with the next archive: they are changed in place.
        builder.ToTable("index_versions").HasStorageParameter("fillfactor", 95);
        builder.Property(version => version.Type).HasConversion<short>();
        builder.Property(version => version.Name).UseCollation(ByteByByte);
        builder.HasIndex(version => new { version.SeriesId, version.FolderId, version.Name });
        builder.HasIndex(version => version.SeriesId, "ix_index_versions_of_series").HasMethod("brin").HasStorageParameter("pages_per_range", 32);
    }

    public void Configure(EntityTypeBuilder<IndexNames> builder)
    {
        builder.HasNoKey();
        builder.ToTable("index_names");
        builder.Property(names => names.Path).UseCollation(ByteByByte);
        builder.Property(names => names.LowerPath).UseCollation(ByteByByte);
        builder.Property(names => names.Names).UseCollation(ByteByByte);
        builder.Property(names => names.LowerNames).UseCollation(ByteByByte);
        builder.HasIndex(names => new { names.SeriesId, names.FolderId });
        builder.HasIndex(names => new { names.LowerNames, names.LowerPath }, "ix_index_names_search").HasMethod("gin").HasOperators("gin_trgm_ops", "gin_trgm_ops");
    }
}
