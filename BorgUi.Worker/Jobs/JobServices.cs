using BorgUi.Contracts.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Backups;
using BorgUi.Worker.Drills;
using BorgUi.Worker.Hooks;
using BorgUi.Worker.Jobs.Handlers;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Repositories;
using BorgUi.Worker.Restores;
using BorgUi.Worker.SelfBackups;
using BorgUi.Worker.Streams;

namespace BorgUi.Worker.Jobs;

internal static class JobServices
{
    /// <summary>The handlers, one line for each kind of job, what tidies up after them, and what runs them.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddHandler<CreateRepositoryJobHandler>(JobType.CreateRepository);
        services.AddHandler<SyncRepositoryJobHandler>(JobType.ImportRepository);
        services.AddHandler<SyncRepositoryJobHandler>(JobType.SyncRepository);
        services.AddHandler<TestRepositoryJobHandler>(JobType.TestRepository);
        services.AddHandler<BackupJobHandler>(JobType.Backup);
        services.AddHandler<RestoreJobHandler>(JobType.Restore);
        services.AddHandler<CheckJobHandler>(JobType.Check);
        services.AddHandler<CompactJobHandler>(JobType.Compact);
        services.AddHandler<PruneJobHandler>(JobType.Prune);
        services.AddHandler<DeleteArchiveJobHandler>(JobType.DeleteArchive);
        services.AddHandler<RenameArchiveJobHandler>(JobType.RenameArchive);
        services.AddHandler<BreakLockJobHandler>(JobType.BreakLock);
        services.AddHandler<ExportKeyJobHandler>(JobType.ExportKey);
        services.AddHandler<ChangePassphraseJobHandler>(JobType.ChangePassphrase);
        services.AddHandler<DownloadJobHandler>(JobType.Download);
        services.AddHandler<BrowseJobHandler>(JobType.Browse);
        services.AddHandler<IndexArchiveJobHandler>(JobType.IndexArchive);
        services.AddHandler<RestoreDrillJobHandler>(JobType.RestoreDrill);
        services.AddHandler<DiffArchivesJobHandler>(JobType.DiffArchives);
        services.AddHandler<CompareLiveJobHandler>(JobType.CompareLive);

        services.AddAftermath<BackupAftermath>(JobType.Backup);
        services.AddAftermath<RestoreAftermath>(JobType.Restore);
        services.AddAftermath<DrillAftermath>(JobType.RestoreDrill);
        services.AddAftermath<DeletionAftermath>(JobType.Prune);
        services.AddAftermath<DeletionAftermath>(JobType.DeleteArchive);
        services.AddAftermath<SetupAftermath>(JobType.CreateRepository);
        services.AddAftermath<SetupAftermath>(JobType.ImportRepository);
        services.AddAftermath<PassphraseChange>(JobType.ChangePassphrase);
        services.AddAftermath<StreamAftermath>(JobType.Download);
        services.AddAftermath<StreamAftermath>(JobType.Browse);
        services.AddAftermath<IndexArchiveJobHandler>(JobType.IndexArchive);

        services.AddSingleton<KeyfileStore>();
        services.AddSingleton<RepositoryKeyring>();
        services.AddSingleton<RepositorySync>();
        services.AddSingleton<ArchiveCatalogue>();
        services.AddSingleton<ArchivePins>();
        services.AddSingleton<ArchiveIndexing>();
        services.AddSingleton<BackupEstimator>();
        services.AddSingleton<RetentionChooser>();
        services.AddSingleton<CheckRecord>();
        services.AddSingleton<KeyRecord>();
        services.AddSingleton<PassphraseChange>();
        services.AddSingleton<RestoreStaging>();
        services.AddSingleton<DrillRecord>();
        services.AddSingleton<BackupRecord>();
        services.AddSingleton<BackupAftermath>();
        services.AddSingleton<RepositoryLook>();
        services.AddSingleton<StreamDesk>();
        services.AddSingleton<StreamRunner>();
        services.AddHooks();
        services.AddSelfBackups();
        services.AddSingleton<JobScratch>();
        services.AddSingleton<JobBorg>();
        services.AddSingleton<PatientDatabase>();
        services.AddSingleton<JobRescue>();
        services.AddSingleton<JobEvents>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobLeaseKeeper>();
        services.AddSingleton<JobDispatcher>();

        // Stopped in reverse order: the dispatcher waits for the runs, whose leases are renewed until then.
        services.AddHostedService(provider => provider.GetRequiredService<JobLeaseKeeper>());
        services.AddHostedService<JobRescuer>();
        services.AddHostedService(provider => provider.GetRequiredService<JobDispatcher>());
        services.AddHostedService<JobSignalListener>();
        services.AddHostedService<IndexLookout>();
        return services;
    }

    private static void AddHandler<T>(this IServiceCollection services, JobType type)
        where T : class, IJobHandler => services.AddKeyedSingleton<IJobHandler, T>(type);

    private static void AddAftermath<T>(this IServiceCollection services, JobType type)
        where T : class, IJobAftermath => services.AddKeyedSingleton<IJobAftermath, T>(type);
}
