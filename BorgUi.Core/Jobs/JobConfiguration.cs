using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Hooks;
using BorgUi.Core.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BorgUi.Core.Jobs;

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    /// <summary>Names the rule that a second writer of one repository would break.</summary>
    internal const string OneWriterIndex = "ix_jobs_one_writer";

    /// <summary>Names the rule that a second pending job of the same key would break.</summary>
    internal const string DedupeIndex = "ix_jobs_dedupe";

    /// <summary>Names the rule that a job which follows another in a chain a second time would break.</summary>
    internal const string OneFollowUpIndex = "ix_jobs_one_follow_up";

    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs", table =>
        {
            table.HasCheckConstraint("ck_jobs_status", $"status IN ({WordConverter<JobStatus>.SqlList})");
            table.HasCheckConstraint("ck_jobs_repository_access", $"repository_access IN ({WordConverter<RepositoryAccess>.SqlList})");
            table.HasCheckConstraint("ck_jobs_lease", "(status = 'running') = (lease_id IS NOT NULL)");
            table.HasCheckConstraint("ck_jobs_end", "(status IN ('completed', 'completed_with_warnings', 'failed', 'cancelled')) = (completed_at IS NOT NULL)");
            table.HasCheckConstraint("ck_jobs_chain", "chain_id IS NOT NULL OR follow_ups IS NULL");
            table.HasCheckConstraint("ck_jobs_percent", "progress_percent BETWEEN 0 AND 100");
        });
        builder.HasDiscriminator(job => job.JobType)
            .HasValue<CreateRepositoryJob>(JobType.CreateRepository)
            .HasValue<ImportRepositoryJob>(JobType.ImportRepository)
            .HasValue<SyncRepositoryJob>(JobType.SyncRepository)
            .HasValue<TestRepositoryJob>(JobType.TestRepository)
            .HasValue<BackupJob>(JobType.Backup)
            .HasValue<RestoreJob>(JobType.Restore)
            .HasValue<CheckJob>(JobType.Check)
            .HasValue<CompactJob>(JobType.Compact)
            .HasValue<PruneJob>(JobType.Prune)
            .HasValue<DeleteArchiveJob>(JobType.DeleteArchive)
            .HasValue<RenameArchiveJob>(JobType.RenameArchive)
            .HasValue<BreakLockJob>(JobType.BreakLock)
            .HasValue<ExportKeyJob>(JobType.ExportKey)
            .HasValue<ChangePassphraseJob>(JobType.ChangePassphrase)
            .HasValue<DownloadJob>(JobType.Download)
            .HasValue<BrowseJob>(JobType.Browse)
            .HasValue<IndexArchiveJob>(JobType.IndexArchive)
            .HasValue<RestoreDrillJob>(JobType.RestoreDrill)
            .HasValue<DiffArchivesJob>(JobType.DiffArchives)
            .HasValue<CompareLiveJob>(JobType.CompareLive);
        builder.Property(job => job.JobType).HasConversion(new WordConverter<JobType>());
        builder.Property(job => job.Status).HasConversion(new WordConverter<JobStatus>());
        builder.Property(job => job.TriggeredBy).HasConversion(new WordConverter<JobTrigger>());
        builder.Property(job => job.RepositoryAccess).HasConversion(new WordConverter<RepositoryAccess>());
        builder.Property(job => job.Warnings).HasColumnType("jsonb").HasConversion(new JsonColumn<List<JobWarning>>(), JsonColumn<List<JobWarning>>.Comparer);
        builder.Property(job => job.FollowUps).HasColumnType("jsonb").HasConversion(new JsonColumn<FollowUps?>(), JsonColumn<FollowUps?>.Comparer);
        builder.ComplexProperty(job => job.Progress, ConfigureProgress);
        ConfigureHooks(builder);
        ConfigureReferences(builder);
        ConfigureIndexes(builder);
    }

    private static void ConfigureProgress(ComplexPropertyBuilder<JobProgress> progress)
    {
        progress.Property(value => value.Percent).HasColumnName("progress_percent");
        progress.Property(value => value.IsEstimate).HasColumnName("progress_is_estimate");
        progress.Property(value => value.Message).HasColumnName("progress_message");
        progress.Property(value => value.FilesProcessed).HasColumnName("files_processed");
        progress.Property(value => value.CurrentFile).HasColumnName("current_file");
        progress.Property(value => value.OriginalSizeBytes).HasColumnName("original_size_bytes");
        progress.Property(value => value.CompressedSizeBytes).HasColumnName("compressed_size_bytes");
        progress.Property(value => value.DeduplicatedSizeBytes).HasColumnName("deduplicated_size_bytes");
        progress.Property(value => value.TotalBytes).HasColumnName("total_bytes");
        progress.Property(value => value.SpeedBytes).HasColumnName("speed_bytes");
        progress.Property(value => value.EtaSeconds).HasColumnName("eta_seconds");
    }

    private static void ConfigureHooks(EntityTypeBuilder<Job> builder)
    {
        builder.Property(job => job.Hooks).HasColumnType("jsonb").HasDefaultValueSql("'[]'").HasConversion(new JsonColumn<List<PlanHook>>(), JsonColumn<List<PlanHook>>.Comparer);
        builder.Property(job => job.HookRuns).HasColumnType("jsonb").HasDefaultValueSql("'[]'").HasConversion(new JsonColumn<List<HookRun>>(), JsonColumn<List<HookRun>>.Comparer);
        builder.Property(job => job.WorkEnd).HasColumnType("jsonb").HasConversion(new JsonColumn<JobEnd?>(), JsonColumn<JobEnd?>.Comparer);
    }

    private static void ConfigureReferences(EntityTypeBuilder<Job> builder)
    {
        builder.HasOne(job => job.Repository).WithMany().HasForeignKey(job => job.RepositoryId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne(job => job.Plan).WithMany().HasForeignKey(job => job.PlanId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne(job => job.Archive).WithMany().HasForeignKey(job => job.ArchiveId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<ScheduledJob>().WithMany().HasForeignKey(job => job.ScheduledJobId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Job>().WithMany().HasForeignKey(job => job.RetryOf).OnDelete(DeleteBehavior.SetNull);
    }

    private static void ConfigureIndexes(EntityTypeBuilder<Job> builder)
    {
        builder.HasIndex(job => job.DedupeKey, DedupeIndex).IsUnique().HasFilter("status = 'pending'");
        builder.HasIndex(job => job.RepositoryId, OneWriterIndex).IsUnique().HasFilter("status = 'running' AND repository_access = 'write'");
        builder.HasIndex(job => new { job.ChainId, job.ChainStep }, OneFollowUpIndex).IsUnique().HasFilter("triggered_by = 'chain'");
        builder.HasIndex(job => new { job.ChainId, job.CreatedAt }, "ix_jobs_by_chain").HasFilter("chain_id IS NOT NULL");
        builder.HasIndex(job => new { job.Priority, job.CreatedAt, job.Id }, "ix_jobs_pending").IsDescending(true, false, false).HasFilter("status = 'pending'");
        // Not by the end of the lease: few jobs run, and an index of it would make each renewal write all indexes anew. By the lease, which each
        // running job has: the claim must not look for them in the index of the states, where all that ever ran are until vacuum comes by.
        builder.HasIndex(job => job.RepositoryId, "ix_jobs_running").HasFilter("lease_id IS NOT NULL");
        // These are null in many jobs, and every index costs each claim and each end.
        builder.HasIndex(job => job.ArchiveId).HasFilter("archive_id IS NOT NULL");
        builder.HasIndex(job => job.RetryOf).HasFilter("retry_of IS NOT NULL");
        builder.HasIndex(job => job.ScheduledJobId).HasFilter("scheduled_job_id IS NOT NULL");
        // The lists: what is asked for, then the order with its tie breaker, so that pages and counts are read from the index. They
        // leave out kinds that nobody asked for, so the kind is in it too.
        builder.HasIndex(job => new { job.CreatedAt, job.Id }, "ix_jobs_history").IsDescending().IncludeProperties(job => job.JobType);
        builder.HasIndex(job => new { job.RepositoryId, job.CreatedAt, job.Id }, "ix_jobs_by_repository").IsDescending(false, true, true).IncludeProperties(job => job.JobType);
        builder.HasIndex(job => new { job.PlanId, job.CreatedAt, job.Id }, "ix_jobs_by_plan").IsDescending(false, true, true).IncludeProperties(job => job.JobType);
        builder.HasIndex(job => new { job.Status, job.CreatedAt, job.Id }, "ix_jobs_by_status").IsDescending(false, true, true).IncludeProperties(job => job.JobType);
        builder.HasIndex(job => new { job.JobType, job.CreatedAt, job.Id }, "ix_jobs_by_type").IsDescending(false, true, true);
    }
}
