using BorgUi.Contracts;
using BorgUi.Contracts.Maintenance;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public async Task<IReadOnlyList<MaintenanceJobResponse>> ListMaintenanceJobsAsync(CancellationToken cancellationToken) =>
        (await GetAsync("/api/v1/maintenance/jobs", ApiJson.Default.PageMaintenanceJobResponse, cancellationToken)).Items;

    public Task<Page<MaintenanceRunResponse>> ListMaintenanceRunsAsync(int limit, int offset, CancellationToken cancellationToken) =>
        GetAsync(ListQuery.Of(limit, offset).On("/api/v1/maintenance/runs"), ApiJson.Default.PageMaintenanceRunResponse, cancellationToken);

    public Task<MaintenanceRunResponse?> FindMaintenanceRunAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync($"/api/v1/maintenance/runs/{id}", ApiJson.Default.MaintenanceRunResponse, cancellationToken);

    public Task<ApiAnswer<MaintenanceStarted>> RunMaintenanceAsync(Guid jobId, CancellationToken cancellationToken) =>
        PostAsync($"/api/v1/maintenance/jobs/{jobId}/run", ApiJson.Default.MaintenanceStarted, cancellationToken);

    public Task<ApiAnswer<MaintenanceJobResponse>> ChangeMaintenanceAsync(Guid jobId, ChangeMaintenanceJobRequest change, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Patch, $"/api/v1/maintenance/jobs/{jobId}", change, ApiJson.Default.ChangeMaintenanceJobRequest, ApiJson.Default.MaintenanceJobResponse, cancellationToken);
}
