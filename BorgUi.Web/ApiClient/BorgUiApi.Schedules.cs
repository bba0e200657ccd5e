using System.Globalization;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Schedules;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<Page<ScheduledJobResponse>> ListSchedulesAsync(string? search, Guid? planId, int limit, int offset, CancellationToken cancellationToken) => GetAsync(
        ListQuery.Of(limit, offset).With("search", search).With("plan_id", planId).On("/api/scheduled-jobs"), ApiJson.Default.PageScheduledJobResponse, cancellationToken);

    public Task<ScheduledJobResponse?> FindScheduleAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync($"/api/scheduled-jobs/{id}", ApiJson.Default.ScheduledJobResponse, cancellationToken);

    public Task<Page<DueTimeResponse>> ListDueTimesAsync(Guid id, int limit, CancellationToken cancellationToken) =>
        GetAsync(ListQuery.Of(limit, 0).On($"/api/scheduled-jobs/{id}/due-times"), ApiJson.Default.PageDueTimeResponse, cancellationToken);

    public async Task<IReadOnlyList<UpcomingRun>> ListUpcomingRunsAsync(int days, CancellationToken cancellationToken) => (await GetAsync(
        new ListQuery().With("days", days.ToString(CultureInfo.InvariantCulture)).On("/api/scheduled-jobs/upcoming"), ApiJson.Default.UpcomingRuns, cancellationToken)).Items;

    public Task<ApiAnswer<ScheduledJobResponse>> CreateScheduleAsync(SaveScheduledJobRequest schedule, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, "/api/scheduled-jobs", schedule, ApiJson.Default.SaveScheduledJobRequest, ApiJson.Default.ScheduledJobResponse, cancellationToken);

    public Task<ApiAnswer<ScheduledJobResponse>> UpdateScheduleAsync(Guid id, SaveScheduledJobRequest schedule, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put, $"/api/scheduled-jobs/{id}", schedule, ApiJson.Default.SaveScheduledJobRequest, ApiJson.Default.ScheduledJobResponse, cancellationToken);

    public Task<ApiProblem?> DeleteScheduleAsync(Guid id, CancellationToken cancellationToken) => DeleteAsync($"/api/scheduled-jobs/{id}", cancellationToken);

    public Task<ApiAnswer<JobStarted>> RunScheduleNowAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/scheduled-jobs/{id}/run-now", ApiJson.Default.JobStarted, cancellationToken);

    /// <param name="ids">Null for all.</param>
    public Task<ApiAnswer<SchedulesChanged>> SwitchSchedulesAsync(bool enable, IReadOnlyList<Guid>? ids, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, $"/api/scheduled-jobs/{(enable ? "enable" : "disable")}", new ChangeSchedulesRequest { Ids = ids },
        ApiJson.Default.ChangeSchedulesRequest, ApiJson.Default.SchedulesChanged, cancellationToken);

    public Task<ApiAnswer<SchedulePreview>> PreviewScheduleAsync(SaveScheduledJobRequest schedule, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, "/api/scheduled-jobs/preview", schedule, ApiJson.Default.SaveScheduledJobRequest, ApiJson.Default.SchedulePreview, cancellationToken);
}
