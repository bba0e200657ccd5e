using System.Text.Json;
using System.Text.Json.Serialization;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Health;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Logs;
using BorgUi.Contracts.Maintenance;
using BorgUi.Contracts.Notifications;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Retention;
using BorgUi.Contracts.Schedules;
using BorgUi.Contracts.Settings;
using BorgUi.Contracts.Signals;
using BorgUi.Contracts.Stats;
using BorgUi.Contracts.Workers;

namespace BorgUi.Web.ApiClient;

/// <summary>The JSON of the API, source generated: snake_case, nulls left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(SetupState))]
[JsonSerializable(typeof(SetupRequest))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(CurrentUser))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(DashboardResponse))]
[JsonSerializable(typeof(Page<JobResponse>))]
[JsonSerializable(typeof(JobLogPage))]
[JsonSerializable(typeof(ReportPage))]
[JsonSerializable(typeof(DifferencePage))]
[JsonSerializable(typeof(CompareRequest))]
[JsonSerializable(typeof(JobStarted))]
[JsonSerializable(typeof(CreateBackupJobRequest))]
[JsonSerializable(typeof(RecoverJobsRequest))]
[JsonSerializable(typeof(DismissJobsRequest))]
[JsonSerializable(typeof(JobsChanged))]
[JsonSerializable(typeof(Page<RepositoryResponse>))]
[JsonSerializable(typeof(CreateRepositoryRequest))]
[JsonSerializable(typeof(UpdateRepositoryRequest))]
[JsonSerializable(typeof(RepositoryStarted))]
[JsonSerializable(typeof(Page<PlanResponse>))]
[JsonSerializable(typeof(SavePlanRequest))]
[JsonSerializable(typeof(Page<BackupFiguresResponse>))]
[JsonSerializable(typeof(LookedRequest))]
[JsonSerializable(typeof(RepositoryGrowth))]
[JsonSerializable(typeof(Page<ArchiveResponse>))]
[JsonSerializable(typeof(Page<WorkerResponse>))]
[JsonSerializable(typeof(Page<AlarmResponse>))]
[JsonSerializable(typeof(CheckRepositoryRequest))]
[JsonSerializable(typeof(CompactRepositoryRequest))]
[JsonSerializable(typeof(PruneRepositoryRequest))]
[JsonSerializable(typeof(PrunePreviewRequest))]
[JsonSerializable(typeof(PrunePreview))]
[JsonSerializable(typeof(ChangePassphraseRequest))]
[JsonSerializable(typeof(ExportedKey))]
[JsonSerializable(typeof(RecoveryKit))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(RenameArchiveRequest))]
[JsonSerializable(typeof(ChangeArchiveRequest))]
[JsonSerializable(typeof(ArchiveFolder))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(FileVersions))]
[JsonSerializable(typeof(ArchiveDiff))]
[JsonSerializable(typeof(DownloadLinkRequest))]
[JsonSerializable(typeof(DownloadLink))]
[JsonSerializable(typeof(RecentLog))]
[JsonSerializable(typeof(ServerSettings))]
[JsonSerializable(typeof(Page<ScheduledJobResponse>))]
[JsonSerializable(typeof(SaveScheduledJobRequest))]
[JsonSerializable(typeof(SchedulePreview))]
[JsonSerializable(typeof(UpcomingRuns))]
[JsonSerializable(typeof(Page<DueTimeResponse>))]
[JsonSerializable(typeof(ChangeSchedulesRequest))]
[JsonSerializable(typeof(SchedulesChanged))]
[JsonSerializable(typeof(Page<MaintenanceJobResponse>))]
[JsonSerializable(typeof(Page<MaintenanceRunResponse>))]
[JsonSerializable(typeof(ChangeMaintenanceJobRequest))]
[JsonSerializable(typeof(MaintenanceStarted))]
[JsonSerializable(typeof(Page<ChannelResponse>))]
[JsonSerializable(typeof(SaveChannelRequest))]
[JsonSerializable(typeof(ChannelTestResult))]
[JsonSerializable(typeof(Page<DeliveryResponse>))]
internal sealed partial class ApiJson : JsonSerializerContext;
