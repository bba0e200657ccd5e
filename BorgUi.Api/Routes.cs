using BorgUi.Api.Access;
using BorgUi.Api.Alarms;
using BorgUi.Api.Archives;
using BorgUi.Api.Jobs;
using BorgUi.Api.Logs;
using BorgUi.Api.Maintenance;
using BorgUi.Api.Notifications;
using BorgUi.Api.Plans;
using BorgUi.Api.Proofs;
using BorgUi.Api.Repositories;
using BorgUi.Api.Schedules;
using BorgUi.Api.Settings;
using BorgUi.Api.Signals;
using BorgUi.Api.Stats;
using BorgUi.Api.Workers;

namespace BorgUi.Api;

/// <summary>The table of contents: every endpoint of the API, one line each.</summary>
internal static class Routes
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api");

        var access = api.MapGroup("/auth").WithTags("Access");
        access.Map<GetSetupState>();
        access.Map<CreateFirstAdministrator>();
        access.Map<LogIn>();
        access.Map<RefreshTokens>();
        access.Map<LogOut>();
        access.Map<GetCurrentUser>();

        var repositories = api.MapGroup("/repositories").WithTags("Repositories");
        repositories.Map<ListRepositories>();
        repositories.Map<CreateRepository>();
        repositories.Map<GetRepository>();
        repositories.Map<UpdateRepository>();
        repositories.Map<ForgetRepository>();
        repositories.Map<SyncRepository>();
        repositories.Map<TestRepository>();
        repositories.Map<CheckRepository>();
        repositories.Map<CompactRepository>();
        repositories.Map<PruneRepository>();
        repositories.Map<PreviewPrune>();
        repositories.Map<BreakLock>();
        repositories.Map<ExportKey>();
        repositories.Map<GetExportedKey>();
        repositories.Map<ChangePassphrase>();
        repositories.Map<GetRecoveryKit>();
        repositories.Map<AcceptRecoveryRisk>();
        repositories.Map<RepositoryJobRoutes>();
        repositories.Map<ListVersions>();
        repositories.Map<GetRepositoryGrowth>();
        api.MapGroup("").WithTags("Repositories").Map<SyncAllRepositories>();

        var plans = api.MapGroup("/plans").WithTags("Plans");
        plans.Map<ListPlans>();
        plans.Map<CreatePlan>();
        plans.Map<GetPlan>();
        plans.Map<ReplacePlan>();
        plans.Map<DeletePlan>();
        plans.Map<DrillPlan>();
        plans.Map<ListPlanBackups>();
        plans.Map<LookAtBackups>();

        var schedules = api.MapGroup("/scheduled-jobs").WithTags("Schedules");
        schedules.Map<ListScheduledJobs>();
        schedules.Map<CreateScheduledJob>();
        schedules.Map<PreviewSchedule>();
        schedules.Map<ListUpcomingRuns>();
        schedules.Map<SwitchSchedules>();
        schedules.Map<GetScheduledJob>();
        schedules.Map<ReplaceScheduledJob>();
        schedules.Map<DeleteScheduledJob>();
        schedules.Map<RunScheduledJobNow>();
        schedules.Map<ListDueTimes>();

        var maintenance = api.MapGroup("/v1/maintenance").WithTags("Maintenance");
        maintenance.Map<ListMaintenanceJobs>();
        maintenance.Map<GetMaintenanceJob>();
        maintenance.Map<ChangeMaintenanceJob>();
        maintenance.Map<RunMaintenanceJob>();
        maintenance.Map<ListMaintenanceRuns>();
        maintenance.Map<GetMaintenanceRun>();

        var channels = api.MapGroup("/notifications/channels").WithTags("Notifications");
        channels.Map<ListChannels>();
        channels.Map<CreateChannel>();
        channels.Map<GetChannel>();
        channels.Map<ReplaceChannel>();
        channels.Map<DeleteChannel>();
        channels.Map<SwitchChannel>();
        channels.Map<TestChannel>();

        var deliveries = api.MapGroup("/notifications/deliveries").WithTags("Notifications");
        deliveries.Map<ListDeliveries>();
        deliveries.Map<RetryDelivery>();

        var backup = api.MapGroup("/backup").WithTags("Jobs");
        backup.Map<RunBackup>();
        backup.Map<GetBackupJob>();
        backup.Map<FollowJob>();

        var restore = api.MapGroup("/restore").WithTags("Jobs");
        restore.Map<GetRestoreJob>();
        restore.Map<GetRestoreReport>();
        restore.Map<ExportRestoreReport>();

        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.Map<ListJobs>();
        jobs.Map<ExportJobs>();
        jobs.Map<CleanUpJobs>();
        jobs.Map<ListInterruptedJobs>();
        jobs.Map<RecoverJobs>();
        jobs.Map<DismissJobs>();
        jobs.Map<GetJob>();
        jobs.Map<ChangeJob>();
        jobs.Map<DeleteJob>();
        jobs.Map<CancelJob>();
        jobs.Map<PauseJob>();
        jobs.Map<StartJob>();
        jobs.Map<GetJobLog>();
        jobs.Map<ExportJobLog>();
        jobs.Map<GetDifferences>();
        jobs.Map<ExportDifferences>();

        var archives = api.MapGroup("/archives").WithTags("Archives");
        archives.Map<ListArchives>();
        archives.Map<GetArchive>();
        archives.Map<ChangeArchive>();
        archives.Map<RestoreArchive>();
        archives.Map<CreateDownloadLink>();
        archives.Map<DownloadArchive>();
        archives.Map<ListEntries>();
        archives.Map<DeleteArchive>();
        archives.Map<RenameArchive>();
        archives.Map<DiffArchives>();
        archives.Map<DiffArchivesExactly>();
        archives.Map<CompareWithFiles>();
        archives.Map<IndexArchive>();
        api.MapGroup("").WithTags("Archives").Map<SearchFiles>();

        api.MapGroup("/logs").WithTags("Jobs").Map<GetRecentLog>();

        var workers = api.MapGroup("/workers").WithTags("Workers");
        workers.Map<ListWorkers>();
        workers.Map<ForgetWorker>();

        var settings = api.MapGroup("/settings").WithTags("Settings");
        settings.Map<GetSettings>();
        settings.Map<SaveSettings>();
        settings.Map<ResetSettings>();
        api.MapGroup("/v1/settings").WithTags("Maintenance").Map<RunRetention>();

        api.MapGroup("/alarms").WithTags("Alarms").Map<ListAlarms>();
        api.MapGroup("/stats").WithTags("Stats").Map<GetDashboard>();
    }
}
